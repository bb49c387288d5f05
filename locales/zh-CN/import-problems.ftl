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
