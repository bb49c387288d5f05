//! The closed lists of keys that the demo files are written in. An unknown key is refused when the files are read.

use serde::{Deserialize, Serialize};

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key as written in files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }
        }
    };
}

keyed! {
    /// Sex.
    Sex { /// 男
        Male = "male", /// 女
        Female = "female", }
}
keyed! {
    /// Schooling finished, ascending.
    Education { /// 文盲或半文盲; for a vacancy: no schooling asked
        None = "none", /// 小学
        Primary = "primary", /// 初中
        Junior = "junior", /// 高中（含中专技校）
        Senior = "senior", /// 大专
        College = "college", /// 本科及以上
        Bachelor = "bachelor", }
}
keyed! {
    /// Kind of employer, as the registry has it.
    EmployerKind { /// 企业
        Enterprise = "enterprise", /// 个体户
        HouseholdBusiness = "household_business", /// 农民专业合作社
        Cooperative = "cooperative", /// 社会组织
        Organisation = "organisation", /// 机关事业单位
        Institution = "institution", /// 村集体
        VillageCollective = "village_collective", /// 劳务派遣、人力资源服务
        Agency = "agency", }
}
keyed! {
    /// Number of people that work for an employer.
    Size { /// 1 to 19
        Tiny = "1-19", /// 20 to 99
        Small = "20-99", /// 100 to 499
        Middle = "100-499", /// 500 and more
        Large = "500+", }
}
keyed! {
    /// State of an employer's verification (核验).
    EmployerState { /// 登记
        Registered = "registered", /// 材料待核
        Checking = "checking", /// 已核验
        Verified = "verified", /// 到期待复核
        Due = "due", /// 停用
        Suspended = "suspended", /// 黑名单
        Blacklisted = "blacklisted", }
}
keyed! {
    /// State of a vacancy.
    VacancyState { /// 草稿
        Draft = "draft", /// 待审
        Review = "review", /// 退回
        Returned = "returned", /// 已发布
        Published = "published", /// 暂停
        Paused = "paused", /// 满员
        Full = "full", /// 过期
        Expired = "expired", }
}
keyed! {
    /// Form of pay.
    PayForm { /// 月薪
        Month = "month", /// 日结
        Day = "day", /// 计时
        Hour = "hour", /// 计件
        Piece = "piece", }
}
keyed! {
    /// How an employer gives bed or food.
    Provision { /// 自理
        None = "none", /// 包
        Provided = "provided", /// 补贴
        Subsidy = "subsidy", }
}
keyed! {
    /// Shift.
    Shift { /// 白班
        Day = "day", /// 两班倒
        Two = "two", /// 三班倒
        Three = "three", /// 弹性
        Flexible = "flexible", /// 夜班
        Night = "night", }
}
keyed! {
    /// What a post demands of the body.
    Demand { /// Standing all day
        Standing = "standing", /// Night work
        Night = "night", /// Work at height
        Height = "height", /// Cold store, cold water
        Cold = "cold", /// Heavy lifting
        Heavy = "heavy", /// Dust
        Dust = "dust", /// Loud noise
        Noise = "noise", }
}
keyed! {
    /// What a worker or his body says no to.
    Limit { /// Cannot stand all day
        NoStanding = "no_standing", /// No night work
        NoNight = "no_night", /// No work at height
        NoHeight = "no_height", /// No cold store, cold water
        NoCold = "no_cold", /// No heavy lifting
        NoHeavy = "no_heavy", /// No dust
        NoDust = "no_dust", /// No loud noise
        NoNoise = "no_noise", /// Will not leave the home province
        NoOutOfProvince = "no_out_of_province", /// Will not leave the home county
        NoOutOfCounty = "no_out_of_county", }
}
keyed! {
    /// What is signed.
    Contract { /// 劳动合同
        Labour = "labour", /// 用工协议
        Service = "service", /// 承揽
        Piecework = "piecework", /// 劳务派遣
        Dispatch = "dispatch", }
}
keyed! {
    /// Insurance that the employer pays.
    Insurance { /// 五险
        Five = "five", /// 工伤保险
        Injury = "injury", /// 意外险
        Accident = "accident", /// 无
        None = "none", }
}
keyed! {
    /// For how long a post is.
    Term { /// 长期
        Long = "long", /// 季节
        Season = "season", /// 临时
        Temporary = "temporary", }
}
keyed! {
    /// Household category before monitoring.
    HouseholdBase { /// 脱贫户; before 2021 建档立卡贫困户
        Lifted = "lifted", /// 一般农户
        Ordinary = "ordinary", }
}
keyed! {
    /// Kind of a household under monitoring against a return to poverty.
    Monitor { /// 脱贫不稳定户
        RelapseRisk = "relapse_risk", /// 边缘易致贫户
        MarginalRisk = "marginal_risk", /// 突发严重困难户
        SuddenHardship = "sudden_hardship", }
}
keyed! {
    /// Whose telephone it is.
    PhoneOwner { /// 本人
        Own = "self", /// 配偶
        Spouse = "spouse", /// 子女
        Child = "child", /// 父母
        Parent = "parent", /// 兄弟姐妹
        Sibling = "sibling", /// 邻居
        Neighbour = "neighbour", /// 村干部
        VillageCadre = "village_cadre", }
}
keyed! {
    /// What the last call found.
    PhoneState { /// 未核
        Unverified = "unverified", /// 通
        Reached = "reached", /// 空号
        Dead = "dead", /// 停机
        SwitchedOff = "switched_off", /// 错号
        Wrong = "wrong", /// 无人接
        NoAnswer = "no_answer", }
}
keyed! {
    /// The kind of work that somebody is ready for.
    Want { /// 外出
        Away = "away", /// 就近
        Near = "near", /// 帮扶车间
        Workshop = "workshop", /// 公益岗
        Welfare = "welfare", /// 创业
        Business = "business", /// 暂不
        None = "none", }
}
keyed! {
    /// Work status.
    WorkStatus { /// 在外务工
        WorkingAway = "working_away", /// 就近就业
        WorkingNear = "working_near", /// 待业有意愿
        Seeking = "seeking", /// 待业无意愿
        NoWish = "no_wish", /// 在校
        Student = "student", }
}
keyed! {
    /// Who said so.
    Source { /// 本人
        Own = "self", /// 村镇联络员
        Liaison = "liaison", /// 劳务工作站
        Station = "station", /// 用人单位
        Employer = "employer", }
}
keyed! {
    /// How consent was given.
    ConsentWay { /// 签字
        Signature = "signature", /// 语音
        Voice = "voice", /// 短信
        Message = "message", /// 代办
        OnBehalf = "on_behalf", }
}
keyed! {
    /// What consent allows.
    Scope { /// Look for posts
        Match = "match", /// Give name and phone to an employer
        ShareWithEmployer = "share_with_employer", }
}
keyed! {
    /// Role of a log-in.
    Role { /// 系统管理员
        Admin = "admin", /// 县人社局
        County = "county", /// 劳务工作站
        Station = "station", /// 村镇联络员
        Liaison = "liaison", /// 用人单位
        Employer = "employer", /// 审计
        Auditor = "auditor", }
}
keyed! {
    /// The way by which somebody came to a post.
    Origin { /// 站推荐
        Station = "station", /// 乡村推荐
        Village = "village", /// 招聘会
        Fair = "fair", /// 中介
        Agency = "agency", /// 亲友
        Friends = "friends", /// 本人
        Own = "self", }
}
keyed! {
    /// Why a placement ended.
    LeaveReason { /// 换岗
        Changed = "changed", /// 返乡
        WentHome = "went_home", /// 家中有事
        Family = "family", /// 合同到期
        ContractEnd = "contract_end", /// 生病
        Illness = "illness", }
}
keyed! {
    /// What proves that somebody was on post.
    Proof { /// 企业确认
        Employer = "employer", /// 交接名单
        Handover = "handover", /// 站核实
        Station = "station", /// 工资单
        Wage = "wage", }
}
