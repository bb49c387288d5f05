# 导入文件时，哪里不对、怎么改。$shown 是格子里原来的内容，$limit 是上限，$line 是行号。

## 整个文件
import-problem-file-empty = 文件里没有内容。请看看是不是选错了文件。
import-problem-file-too-big = 文件太大，最多 { $limit } 兆。请分成几个文件再传。
import-problem-file-unpacks-too-big = 文件解开以后太大，最多 { $limit } 兆。请只留要用的那张表，另存后再传。
import-problem-file-too-many-parts = 文件里的零件太多，不像一张表。请把表格复制到新的 Excel 文件里再传。
import-problem-file-too-many-rows = 行数太多，一次最多 { $limit } 行。请分成几个文件再传。
import-problem-file-too-many-columns = 第 { $line } 行太靠右的地方还有内容，最多 { $limit } 列。请删掉右边不用的格子再传。
import-problem-file-old-excel = 这是老版本的 Excel 文件。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”再传。
import-problem-file-encrypted = 文件有密码，打不开。请去掉密码，另存后再传。
import-problem-file-macros = 文件里带有宏，为了安全不能收。请另存为“Excel 工作簿（.xlsx）”再传。
import-problem-file-web-page = 这其实是一个网页，不是表格。请用 Excel 打开，另存为“Excel 工作簿（.xlsx）”再传。
import-problem-file-not-a-table = 这个文件不是表格。请传 .xlsx、.csv 或 .jsonl 文件。
import-problem-file-damaged = 文件坏了，读不了。请用 Excel 打开，另存一份再传。
import-problem-file-no-sheet = 这个工作簿里没有填了内容的表。请看看是不是选错了文件。
import-problem-file-too-many-broken-rows = 有 { $limit } 多行的引号没有配成对。请用 Excel 另存为 .xlsx 再传。
import-problem-file-unreadable = 文件没有读完。请再传一次。

## 一行
import-problem-row-not-json = 这一行不是完整的 JSON。请检查括号和引号。
import-problem-row-quote-open = 这一行的引号只有一半。请补上或删掉引号。
import-problem-row-line-too-long = 这一行太长。请看看是不是少了换行。
import-problem-row-too-wide = 这一行的格子比表头多。请看看是不是内容里多了逗号。
import-problem-row-cell-too-long = 这一行有个格子字太多。请改短一些。
import-problem-row-characters = 这一行有认不出的字。请把这些字重新打一遍。

## 一个格子
import-problem-cell-error = 格子里是公式出错的提示“{ $shown }”。请直接填上内容。
import-problem-number-cut = Excel 把“{ $shown }”的最后几位改成了 0。请把这一列设成“文本”，再重新填完整的号码。
import-problem-integer = “{ $shown }”不是整数。请只填数字，比如 12。
import-problem-integer-range = 数字“{ $shown }”太大或太小。请再核对一下。
import-problem-yes-no = 看不懂“{ $shown }”。请填“是”或“否”。
import-problem-sex = 看不懂“{ $shown }”。请填“男”或“女”。
import-problem-pay-negotiable = 工资不能写“{ $shown }”。请写清楚多少钱，比如 4500-6000。
import-problem-pay-unclear = 看不懂工资“{ $shown }”。请写成 4500-6000，或者 20元/时、200元/天。
import-problem-pay-order = 工资“{ $shown }”前面的数比后面的大。请把两个数换一下。
import-problem-pay-form = 看不懂怎么算工资“{ $shown }”。请填“月”“天”“小时”或“计件”。
import-problem-hours = 看不懂工时“{ $shown }”。请填一个月干多少小时，比如 240。
import-problem-hours-not-monthly = “{ $shown }”不像一个月的工时。请填一个月一共干多少小时，比如 240。
import-problem-education = 看不懂文化程度“{ $shown }”。请填小学、初中、高中、大专或本科；没有要求就填“不限”。
import-problem-lodging = 看不懂住宿“{ $shown }”。请填“包住”“不包住”或“住房补贴”。
import-problem-meals = 看不懂吃饭“{ $shown }”。请填“包吃”“不包吃”或“饭补”。
import-problem-shift = 看不懂班次“{ $shown }”。请填“白班”“两班倒”“三班倒”“夜班”或“弹性”。
import-problem-household = 看不懂户类型“{ $shown }”。请填“脱贫户”“一般农户”“脱贫不稳定户”“边缘易致贫户”或“突发严重困难户”。
import-problem-date = 看不懂日期“{ $shown }”。请写成 2026-11-23。
import-problem-date-not-real = 没有“{ $shown }”这一天。请再核对一下。

## 列的对应
import-problem-mapping-field-unknown = 没有“{ $shown }”这个栏目。请重新选。
import-problem-mapping-column-unknown = 文件里没有第 { $shown } 列。请重新选。
import-problem-mapping-field-twice = 有两列都选成了“{ $shown }”。请只留一列。
import-problem-mapping-field-missing = 还没有选哪一列是“{ $shown }”。请选一列。

## 行里的问题
import-problem-status = 看不懂就业状态“{ $shown }”。请填“在外务工”“就近就业”“待业有意愿”“待业无意愿”或“在校”。
import-problem-phone-owner = 看不懂电话是谁的“{ $shown }”。请填“本人”“配偶”“子女”“父母”“邻居”或“村干部”。
import-problem-labour-ability = 看不懂劳动能力“{ $shown }”。请填“普通劳动力”“技能劳动力”“弱劳动力”“丧失劳动力”或“无劳动力”。
import-problem-skill-level = 看不懂技能等级“{ $shown }”。请填“无”“初级”“中级”“高级”“技师”或“高级技师”。
import-problem-want = 看不懂就业意愿“{ $shown }”。请填“外出”“就近”“帮扶车间”“公益岗”“创业”或“暂不”。
import-problem-employer-kind = 看不懂单位类型“{ $shown }”。请填“企业”“个体户”“合作社”“社会组织”“机关事业单位”“村集体”或“劳务派遣”。
import-problem-employer-size = 看不懂单位规模“{ $shown }”。请填人数，比如 80。
import-problem-number-twice = 第 { $line } 行已经有这个身份证号。请只留一行。
import-problem-code-twice = 第 { $line } 行已经有这个信用代码。请只留一行。
import-problem-ref-twice = 第 { $line } 行已经有这个编号的岗位。请只留一行。
import-problem-elsewhere = 这个人由别的地方管。请联系县里办理。
import-problem-place = 没有“{ $shown }”这个地方。请照行政区划的名字写，比如“白水镇 白水村”。
import-problem-place-many = 叫“{ $shown }”的地方不止一个。请把县和乡镇也写上。
import-problem-place-missing = 没写是哪里。请写上乡镇和村，或者区县。
import-problem-place-outside = “{ $shown }”不归您管。请交给管那里的人导入。
import-problem-place-coarse = “{ $shown }”太大了。请至少写到县（区）。
import-problem-place-county = 看不出“{ $shown }”是哪个区县。请写上区县的名字。
import-problem-cell-missing = 这一格要填。
import-problem-employer-missing = 没写是哪家单位招人，不能发布。请补上单位名称，或者写明是哪个单位报来的。
import-problem-pay-missing = 没写工资。请写清楚多少钱，比如 4500-6000。
import-problem-pay-no-lower = 只写了工资最多“{ $shown }”，没写最少。请写成 3000-4500。
import-problem-pay-piece = 计件工资“{ $shown }”看不出一个月挣多少。请写上一个月大概多少钱，比如 4500-6000。
import-conflict-name = 身份证号一样，名字不一样。请核对身份证上的名字。
import-conflict-employer-name = 信用代码一样，单位名称不一样。请核对执照上的名字。
import-conflict-twin = 已经有一个同名同村、没填身份证号的人。请看看是不是同一个人。
import-conflict-no-number = 没填身份证号，已经有一个同名同村的人。请补上身份证号。
import-conflict-sex = 性别和身份证号对不上。请核对身份证。
import-conflict-birth = 出生日期和身份证号对不上。请核对身份证。
import-conflict-ended = 这个岗位在这里已经撤回或下架，不会再发布。
import-conflict-moved-on = 这一批已经往下走了，请看最新的页面。

## 提醒：这一行照收，请看一眼
import-remark-trade = 不认识工种“{ $shown }”，没有记下来。
import-remark-certificate = 不认识证书“{ $shown }”，没有记下来。
import-remark-place = 不认识地方“{ $shown }”，没有记下来。
import-remark-pay = 看不懂想要的工资“{ $shown }”，没有记下来。
import-remark-pay-days = “{ $shown }”按一个月 21.75 天算成了月工资。
import-remark-pay-hours = “{ $shown }”按一个月 174 小时算成了月工资。
import-remark-occupation = 看不出“{ $shown }”是什么工种，先记为“不便分类的其他从业人员”。
import-remark-description = 没写干什么活，先用岗位名称。
import-remark-cut = 岗位描述太长，只留了前 { $max } 个字。
