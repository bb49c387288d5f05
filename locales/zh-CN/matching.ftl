# 人岗匹配：每个条件、每条理由一句话。-short 是卡片上用的短说法; -failed 是没满足时的说法。
# 数字：pay, mark, wish, less, difference 是元/月; hour, usual 是元/小时。

match-score = 合适程度 { $score } 分
match-required-met = 满足 { $met }/{ $all } 个必要条件
match-missing-short = 卡在：{ $what }
match-overridden = 工作人员已说明理由，这一条先放过
match-side-worker = 先问本人
match-side-employer = 先问企业
match-side-station = 站里先办

## 必要条件

hard-age-sixteen = 已满 16 岁
hard-age-sixteen-short = 满 16 岁
hard-age-sixteen-failed = { $age } 岁，不满 16 岁，法律不许招用
hard-age-sixteen-failed-short = 不满 16 岁
hard-youth-demand = { $age } 岁，这个活儿可以干
hard-youth-demand-short = 未满 18 岁可以干
hard-youth-demand-failed = { $age } 岁，未满 18 岁不能干{ $demand ->
    [height] 登高
    [cold] 受冻、下冷水
    [heavy] 搬重物
    [dust] 粉尘多
    [night] 上夜班
   *[other] 这样
 }的活儿
hard-youth-demand-failed-short = 未满 18 岁不能干
hard-vacancy-open = 岗位正在招人
hard-vacancy-open-short = 正在招人
hard-vacancy-open-failed = 岗位现在不招人
hard-vacancy-open-failed-short = 不招人了
hard-vacancy-in-date = 招聘到 { $date } 为止
hard-vacancy-in-date-short = 没过期
hard-vacancy-in-date-failed = 招聘 { $date } 已到期，先问企业还招不招
hard-vacancy-in-date-failed-short = 招聘已到期
hard-places-left = 还有 { $places } 个名额
hard-places-left-short = 还有名额
hard-places-left-failed = 要去 { $people } 人，只剩 { $places } 个名额，问企业能不能加人
hard-places-left-failed-short = 名额不够
hard-employer-verified = 企业已经核实过
hard-employer-verified-short = 企业已核实
hard-employer-verified-failed = 企业还没核实，站里先核实
hard-employer-verified-failed-short = 企业没核实
hard-employer-trusted = 企业不在黑名单上
hard-employer-trusted-short = 不在黑名单
hard-employer-trusted-failed = 企业在黑名单上，不能去
hard-employer-trusted-failed-short = 黑名单企业
hard-certificate = 有{ $certificate }
hard-certificate-short = 证齐了
hard-certificate-failed = 要有{ $certificate }，本人还没有，再问问愿不愿意去办
hard-certificate-failed-short = { $certificate }
hard-education = 文化程度够了
hard-education-short = 文化程度够
hard-education-failed = 企业要{ $education ->
    [primary] 小学
    [junior] 初中
    [senior] 高中
    [college] 大专
    [bachelor] 本科
   *[none] 认字
 }以上，问企业能不能放宽
hard-education-failed-short = 文化程度
hard-consent = 本人同意帮着找活儿
hard-consent-short = 本人同意
hard-consent-failed = 还没有本人同意，先问本人再推荐
hard-consent-failed-short = 本人同意
hard-not-placed = 现在没在别处上班
hard-not-placed-short = 没在上班
hard-not-placed-failed = 现在已经有活儿干
hard-not-placed-failed-short = 已在上班
hard-looking = 想找活儿
hard-looking-short = 想找活儿
hard-looking-failed = 现在不想找单位上班
hard-looking-failed-short = 暂时不找
hard-night = { $nights ->
    [yes] 有夜班，本人愿意上
   *[no] 不用上夜班
 }
hard-night-short = { $nights ->
    [yes] 愿上夜班
   *[no] 不上夜班
 }
hard-night-failed = 要上夜班，本人说不上夜班，问企业有没有白班
hard-night-failed-short = 夜班
hard-standing = 不用一直站着
hard-standing-short = 不用久站
hard-standing-failed = 要一直站着，本人不能久站，问企业有没有坐着的活儿
hard-standing-failed-short = 久站
hard-height = 不用登高
hard-height-short = 不登高
hard-height-failed = 要登高，本人不能登高，问企业有没有地面的活儿
hard-height-failed-short = 登高
hard-cold = 不受冻
hard-cold-short = 不受冻
hard-cold-failed = 要在冷的地方干，本人受不了冷，问企业能不能换
hard-cold-failed-short = 受冻
hard-heavy = 不用搬重物
hard-heavy-short = 不搬重物
hard-heavy-failed = 要搬重物，本人搬不了，问企业有没有轻活儿
hard-heavy-failed-short = 搬重物
hard-dust = 粉尘不多
hard-dust-short = 粉尘不多
hard-dust-failed = 粉尘多，本人受不了粉尘，问企业能不能换
hard-dust-failed-short = 粉尘
hard-noise = 不太吵
hard-noise-short = 不太吵
hard-noise-failed = 很吵，本人受不了吵，问企业能不能换
hard-noise-failed-short = 噪声
hard-home-province = 不出省
hard-home-province-short = 不出省
hard-home-province-failed = 要出省，本人说不出省，再问问愿不愿意出去
hard-home-province-failed-short = 要出省
hard-near-home = 离家近
hard-near-home-short = 离家近
hard-near-home-failed = { $where ->
    [other_province] 在外省
    [same_province] 在省里别的市
    [same_city] 在市里别的县
   *[unknown] 不知道离家多远
 }，本人只想在家附近干，再问问愿不愿意出去
hard-near-home-failed-short = 离家远
hard-care-duty = 离家近，能照顾家里人
hard-care-duty-short = 能顾家
hard-care-duty-failed = 家里有人要照顾，这个活儿{ $where ->
    [other_province] 在外省
    [same_province] 在省里别的市
    [same_city] 在市里别的县
   *[unknown] 不知道离家多远
 }，问家里能不能安排开
hard-care-duty-failed-short = 家里走不开
hard-lodging = 有地方住
hard-lodging-short = 有住处
hard-lodging-failed = { $why ->
    [asked] 本人要包住，企业不包
   *[far] 离家远，企业不管住
 }，问企业能不能给床位
hard-lodging-failed-short = 住处
hard-pay-minimum = 最高 { $pay } 元/月，够得上要求的 { $wish } 元
hard-pay-minimum-short = 工资够得上
hard-pay-minimum-failed = { $pay ->
    [0] 工资没写明，本人最少要 { $wish } 元/月，先问企业
   *[other] 最高 { $pay } 元/月，比本人要的少 { $less } 元，问企业能不能加
 }
hard-pay-minimum-failed-short = 工资少 { $less } 元
hard-age-limit = 年龄合企业的意
hard-age-limit-short = 年龄合适
hard-age-limit-failed = { $lawful ->
    [yes] 这个岗位有年龄规定（{ $reason }），{ $age } 岁不合
   *[no] 企业希望年龄是 { $range ->
        [least] { $least } 岁以上
        [most] { $most } 岁以下
       *[both] { $least } 到 { $most } 岁
     }，本人 { $age } 岁。这只是企业的想法，不影响推荐
 }
hard-age-limit-failed-short = { $lawful ->
    [yes] 年龄规定
   *[no] 企业对年龄有想法
 }
hard-intent-fresh = 找活儿的想法到 { $date } 前都算数
hard-intent-fresh-short = 想法是新的
hard-intent-fresh-failed = 找活儿的想法 { $date } 就过期了，先打电话问一问
hard-intent-fresh-failed-short = 先打电话问

## 加分和减分的理由

reason-trade-same = { $years ->
    [none] 干过这个工种
   *[other] 干过这个工种 { $years } 年
 }
reason-trade-same-short = { $years ->
    [none] 同工种
   *[other] 同工种 { $years } 年
 }
reason-trade-subgroup = { $years ->
    [none] 干过差不多的活儿
   *[other] 干过差不多的活儿 { $years } 年
 }
reason-trade-subgroup-short = 工种相近
reason-trade-group = 干过同一行的活儿
reason-trade-group-short = 同一行
reason-wish-trade = { $near ->
    [same] 正是想干的活儿
   *[like] 和想干的活儿差不多
 }
reason-wish-trade-short = 想干的活儿
reason-wish-trade-unmet = 不是想干的那种活儿
reason-wish-trade-unmet-short = 不是想干的
reason-pay-above-wish = 最少 { $pay } 元/月，{ $difference ->
    [0] 正好够要求的数
   *[other] 比要求的多 { $difference } 元
 }
reason-pay-above-wish-short = { $pay } 元/月
reason-pay-below-wish = 最少只有 { $pay } 元/月，比要求的 { $mark } 元少 { $difference } 元
reason-pay-below-wish-short = 最少 { $pay } 元/月
reason-pay-above-usual = 最少 { $pay } 元/月，{ $difference ->
    [0] 和一般的一样
   *[other] 比一般的多 { $difference } 元
 }
reason-pay-above-usual-short = { $pay } 元/月
reason-pay-below-usual = 最少 { $pay } 元/月，比一般的少 { $difference } 元
reason-pay-below-usual-short = 最少 { $pay } 元/月
reason-pay-hour = 一小时 { $hour } 元，一般是 { $usual } 元
reason-pay-hour-short = 时薪 { $hour }
reason-pay-hour-unknown = 没写一个月干多少小时，算不出一小时多少钱
reason-pay-hour-unknown-short = 时薪不明
reason-lodging-provided = 包住
reason-lodging-provided-short = 包住
reason-lodging-subsidy = 不包住，给住房钱
reason-lodging-subsidy-short = 有房补
reason-meals-provided = 包吃
reason-meals-provided-short = 包吃
reason-meals-subsidy = 不包吃，给饭钱
reason-meals-subsidy-short = 有饭补
reason-meals-missing = 想要包吃，这里不包
reason-meals-missing-short = 不包吃
reason-fellow-village = 同村有 { $people } 人在那里上班
reason-fellow-village-short = 同村 { $people } 人在岗
reason-fellow-township = 同乡镇有 { $people } 人在那里上班
reason-fellow-township-short = 同乡镇 { $people } 人在岗
reason-retention-good = 去过的 { $total } 人里，{ $kept } 人干满三个月
reason-retention-good-short = { $total } 人里 { $kept } 人留下
reason-retention-poor = 去过的 { $total } 人里，只有 { $kept } 人干满三个月
reason-retention-poor-short = { $total } 人里只留下 { $kept } 人
reason-shift-day = 不上夜班，合本人的意
reason-shift-day-short = 不上夜班
reason-shift-night-agreed = 有夜班，本人愿意上
reason-shift-night-agreed-short = 愿上夜班
reason-shift-flexible = 上下班时间活，能照顾家里人
reason-shift-flexible-short = 时间活
reason-region-wish = 是本人想去的地方
reason-region-wish-short = 想去的地方
reason-region-unmet = 不是本人想去的地方
reason-region-unmet-short = 不是想去的地方
reason-near-home = { $where ->
    [same_township] 就在本乡镇，离家近
    [same_county] 就在本县区，离家近
   *[other] 当天能来回，离家近
 }
reason-near-home-short = 离家近
reason-away-unmet = 本人想出去干，这个活儿在家附近
reason-away-unmet-short = 在家附近
reason-couple-room = 有夫妻房
reason-couple-room-short = 夫妻房
reason-couple-room-missing = 夫妻一起去，没有夫妻房
reason-couple-room-missing-short = 没有夫妻房
reason-halal-meals = 有清真餐
reason-halal-meals-short = 清真餐
reason-halal-missing = 想要清真餐，这里没有
reason-halal-missing-short = 没有清真餐
reason-term-fits = 干 { $term } 个月，本人能待 { $stay } 个月，时间够
reason-term-fits-short = 时间够
reason-term-too-long = 要干 { $term } 个月，本人只能待 { $stay } 个月
reason-term-too-long-short = 要干 { $term } 个月
reason-start-fits = { $date } 开工，本人赶得上
reason-start-fits-short = 赶得上开工
reason-start-too-early = { $date } 开工，本人要晚 { $days } 天才能到
reason-start-too-early-short = 晚 { $days } 天
