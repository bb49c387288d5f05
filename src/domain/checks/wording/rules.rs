//! The table of the law: what hits, what excuses, which article, what to tell the employer.
//!
//! To add a phrase, add a line to its group and an example to `examples.tsv`. The language of the phrases is explained
//! in [`super::pattern`]. Phrases are written in simplified characters and lower case; the text is folded before.
//! 就业促进法, 劳动合同法, 妇女权益保障法, 未成年人保护法 and 人力资源市场暂行条例 were read article by article; the numbers
//! of the other statutes are cited at second hand and want a look whenever those are amended.

/// What a finding does to a vacancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Shown to the employer and to staff.
    Warn,
    /// The vacancy waits until staff have looked at it.
    Hold,
    /// The vacancy cannot be sent in before the wording is mended.
    Block,
}

/// A rule about the wording of vacancies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleId {
    /// Men only, men first, or no women.
    SexMale,
    /// Women only, women first, or no men.
    SexFemale,
    /// Different numbers, ages or pay for men and women.
    SexSplit,
    /// Men only, beside work that the state bars to women.
    SexBarredWork,
    /// Marriage or children as a condition.
    FamilyMarriage,
    /// Questions about marriage or childbirth.
    FamilyEnquiry,
    /// Pregnancy tests, or no pregnant people.
    FamilyPregnancy,
    /// Ethnicity or race as a condition.
    OriginEthnicity,
    /// Religion as a condition.
    OriginReligion,
    /// Home place or household register as a condition.
    OriginRegion,
    /// People of one place first.
    OriginLocalFirst,
    /// No disabled people.
    HealthDisability,
    /// No carriers, or tests for them.
    HealthCarrier,
    /// Illness in general as a condition.
    HealthScreening,
    /// A deposit or bond.
    FeeDeposit,
    /// A fee of any name.
    FeeCharge,
    /// Keeping identity cards or other papers.
    FeePapers,
    /// Training sold on credit under the name of a job.
    FraudTrainingLoan,
    /// Sure hiring, easy money.
    FraudBait,
    /// Chains, fake orders, bank cards for rent.
    FraudScheme,
    /// People under sixteen.
    AgeChild,
    /// People of sixteen and seventeen.
    AgeMinor,
    /// An upper age below sixty.
    AgeLimit,
    /// Credit history.
    PersonCredit,
    /// A clean criminal record.
    PersonRecord,
    /// Height, looks, birth sign.
    PersonTrait,
    /// Pay left to talk.
    PayUnclear,
    /// Days worked without pay.
    PayUnpaid,
    /// Wages held back.
    PayHeldBack,
    /// No contract, no insurance, accidents at the worker's own cost.
    ContractWaiver,
}

/// The law and the words of one rule.
struct Rule {
    id: RuleId,
    key: &'static str,
    severity: Severity,
    law: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl RuleId {
    /// All rules, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|rule| rule.id)
    }

    fn rule(self) -> &'static Rule {
        // One row per variant in the same order; checked when the program is compiled.
        &RULES[self as usize]
    }

    /// Stable key for storage and statistics, such as `sex.male`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.rule().key
    }

    /// What a finding of this rule does to a vacancy.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.rule().severity
    }

    /// Statutes and articles, as they are cited in Chinese.
    #[must_use]
    pub fn law(self) -> &'static str {
        self.rule().law
    }

    /// One plain sentence in Chinese: what is wrong and how to mend it.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.rule().zh
    }

    /// The same sentence in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.rule().en
    }
}

const _: () = {
    let mut row = 0;
    while row < RULES.len() {
        assert!(
            RULES[row].id as usize == row,
            "the table of rules is not in the order of RuleId"
        );
        row += 1;
    }
};

const RULES: [Rule; 30] = [
    Rule {
        id: RuleId::SexMale,
        key: "sex.male",
        severity: Severity::Block,
        law: "妇女权益保障法第43条第1项；就业促进法第27条；人力资源市场暂行条例第24条",
        zh: "不能写只要男的或男的优先，请写清要干什么活、要多大力气。",
        en: "Do not ask for men only or men first; describe the work and the strength it needs instead.",
    },
    Rule {
        id: RuleId::SexFemale,
        key: "sex.female",
        severity: Severity::Block,
        law: "就业促进法第3条；人力资源市场暂行条例第24条",
        zh: "不能写只要女的或女的优先，请写清要会什么。",
        en: "Do not ask for women only or women first; describe the skill you need instead.",
    },
    Rule {
        id: RuleId::SexSplit,
        key: "sex.split",
        severity: Severity::Hold,
        law: "妇女权益保障法第43条第5项、第45条；人力资源市场暂行条例第24条",
        zh: "不能给男的和女的定不同的人数、年龄或工资，请写成一样的。",
        en: "Do not set different numbers, ages or pay for men and women; state one for all.",
    },
    Rule {
        id: RuleId::SexBarredWork,
        key: "sex.barred_work",
        severity: Severity::Hold,
        law: "就业促进法第27条；女职工劳动保护特别规定附录第1条",
        zh: "只有国家规定女职工不能干的活才可以只招男的，请选明是哪一条。",
        en: "Only work that the state bars to women may be offered to men alone; choose the item that applies.",
    },
    Rule {
        id: RuleId::FamilyMarriage,
        key: "family.marriage",
        severity: Severity::Block,
        law: "妇女权益保障法第43条第4项；就业促进法第27条",
        zh: "不能拿结没结婚、生没生孩子当条件，请删掉。",
        en: "Marriage and children may not be a condition; please delete this.",
    },
    Rule {
        id: RuleId::FamilyEnquiry,
        key: "family.enquiry",
        severity: Severity::Block,
        law: "妇女权益保障法第43条第2项",
        zh: "不能问婚姻和生育的事，请删掉。",
        en: "Do not ask about marriage or childbirth; please delete this.",
    },
    Rule {
        id: RuleId::FamilyPregnancy,
        key: "family.pregnancy",
        severity: Severity::Block,
        law: "妇女权益保障法第43条第3项、第4项；第48条",
        zh: "不能查怀孕，也不能因为怀孕不要人，请删掉。",
        en: "Do not test for pregnancy or refuse pregnant people; please delete this.",
    },
    Rule {
        id: RuleId::OriginEthnicity,
        key: "origin.ethnicity",
        severity: Severity::Block,
        law: "就业促进法第3条、第28条；人力资源市场暂行条例第24条",
        zh: "不能按民族、种族挑人，请删掉。",
        en: "People may not be chosen by ethnicity or race; please delete this.",
    },
    Rule {
        id: RuleId::OriginReligion,
        key: "origin.religion",
        severity: Severity::Block,
        law: "就业促进法第3条；人力资源市场暂行条例第24条",
        zh: "不能按信不信教挑人，请删掉。",
        en: "People may not be chosen by religion; please delete this.",
    },
    Rule {
        id: RuleId::OriginRegion,
        key: "origin.region",
        severity: Severity::Block,
        law: "人力资源市场暂行条例第11条；就业促进法第31条",
        zh: "不能写不要哪里的人，也不能限户口，请删掉。",
        en: "Do not exclude people by home place or household register; please delete this.",
    },
    Rule {
        id: RuleId::OriginLocalFirst,
        key: "origin.local_first",
        severity: Severity::Hold,
        law: "人力资源市场暂行条例第11条；就业促进法第31条",
        zh: "写哪里人优先，等于把别处的人排在后面；请删掉，或说明是哪项帮扶政策。",
        en: "Preferring people of one place pushes others back; delete this, or name the support policy behind it.",
    },
    Rule {
        id: RuleId::HealthDisability,
        key: "health.disability",
        severity: Severity::Block,
        law: "就业促进法第29条；残疾人保障法第38条",
        zh: "不能写不要残疾人，请写清这个活要站、要看、还是要搬。",
        en: "Do not exclude disabled people; say whether the work needs standing, seeing or lifting.",
    },
    Rule {
        id: RuleId::HealthCarrier,
        key: "health.carrier",
        severity: Severity::Block,
        law: "就业促进法第30条；就业服务与就业管理规定第19条",
        zh: "入职不能查乙肝，也不能因为带病毒不要人，请删掉。",
        en: "Do not test for hepatitis B or refuse carriers; please delete this.",
    },
    Rule {
        id: RuleId::HealthScreening,
        key: "health.screening",
        severity: Severity::Hold,
        law: "就业促进法第30条；劳动合同法第8条",
        zh: "身体条件只能写这个活真正需要的，比如要健康证、不能恐高。",
        en: "Ask only for the health the work really needs, such as a health certificate or no fear of heights.",
    },
    Rule {
        id: RuleId::FeeDeposit,
        key: "fee.deposit",
        severity: Severity::Block,
        law: "劳动合同法第9条；就业促进法第41条第4项",
        zh: "招工不能收押金、保证金，请删掉并不要收。",
        en: "No deposit or bond may be taken from a worker; delete this and do not collect it.",
    },
    Rule {
        id: RuleId::FeeCharge,
        key: "fee.charge",
        severity: Severity::Block,
        law: "劳动合同法第9条；就业服务与就业管理规定第14条第3项",
        zh: "招工不能收服装费、报名费、体检费等任何钱，请删掉，由单位出。",
        en: "No fee for clothes, registration, check-up or anything else may be charged; the employer pays.",
    },
    Rule {
        id: RuleId::FeePapers,
        key: "fee.papers",
        severity: Severity::Block,
        law: "劳动合同法第9条；就业促进法第41条第4项",
        zh: "不能扣身份证、银行卡等证件，看过请当面还给本人。",
        en: "Identity cards and other papers may not be kept; look at them and give them back.",
    },
    Rule {
        id: RuleId::FraudTrainingLoan,
        key: "fraud.training_loan",
        severity: Severity::Block,
        law: "人力资源市场暂行条例第27条；就业服务与就业管理规定第14条第6项",
        zh: "不能用招工的名义让人贷款、交钱培训，请删掉。",
        en: "Do not use a job offer to sell training or loans; please delete this.",
    },
    Rule {
        id: RuleId::FraudBait,
        key: "fraud.bait",
        severity: Severity::Block,
        law: "人力资源市场暂行条例第24条、第27条；就业服务与就业管理规定第14条第1项",
        zh: "请写真实的工资和要求，不要写保录取、轻松月入过万这样的话。",
        en: "State true pay and true demands; leave out promises such as sure hiring or easy money.",
    },
    Rule {
        id: RuleId::FraudScheme,
        key: "fraud.scheme",
        severity: Severity::Block,
        law: "禁止传销条例第7条；反电信网络诈骗法第31条；人力资源市场暂行条例第27条",
        zh: "拉人头、刷单、租卖银行卡是违法的，不能发布。",
        en: "Recruiting chains, fake orders and lending bank cards are illegal and cannot be published.",
    },
    Rule {
        id: RuleId::AgeChild,
        key: "age.child",
        severity: Severity::Block,
        law: "未成年人保护法第61条；禁止使用童工规定第2条",
        zh: "不满16岁的人一律不能招，请改正。",
        en: "Nobody under 16 may be employed; please correct this.",
    },
    Rule {
        id: RuleId::AgeMinor,
        key: "age.minor",
        severity: Severity::Warn,
        law: "劳动法第58条、第64条、第65条；未成年人保护法第61条",
        zh: "16到18岁的人不能干重活、有毒的活，还要体检和登记；做不到请写满18岁。",
        en: "People of 16 and 17 may not do heavy or toxic work and must be examined and registered; otherwise write 18.",
    },
    Rule {
        id: RuleId::AgeLimit,
        key: "age.limit",
        severity: Severity::Warn,
        law: "就业促进法第26条",
        zh: "年龄上限要有理由，请写明；没有理由请删掉，好多能干的人超过这个年龄。",
        en: "An upper age needs a reason: give it, or delete the limit; many able people are older.",
    },
    Rule {
        id: RuleId::PersonCredit,
        key: "person.credit",
        severity: Severity::Hold,
        law: "劳动合同法第8条；个人信息保护法第6条",
        zh: "征信、网贷和干活没有直接关系，不能当招工条件，请删掉。",
        en: "Credit history has no direct bearing on the work and may not be a condition; please delete this.",
    },
    Rule {
        id: RuleId::PersonRecord,
        key: "person.record",
        severity: Severity::Warn,
        law: "劳动合同法第8条",
        zh: "法律没有要求的岗位，不要写无犯罪记录；有要求的请写明是哪条法律。",
        en: "Ask for a clean record only where a law does; if so, name that law.",
    },
    Rule {
        id: RuleId::PersonTrait,
        key: "person.trait",
        severity: Severity::Warn,
        law: "就业促进法第26条；劳动合同法第8条",
        zh: "身高、长相、属相和干活没关系的，请删掉。",
        en: "Height, looks or birth sign that the work does not need: please delete them.",
    },
    Rule {
        id: RuleId::PayUnclear,
        key: "pay.unclear",
        severity: Severity::Block,
        law: "人力资源市场暂行条例第24条；劳动合同法第8条",
        zh: "请写明工资是多少，不能写“面议”。",
        en: "State the pay in yuan; \"to be discussed\" is not enough.",
    },
    Rule {
        id: RuleId::PayUnpaid,
        key: "pay.unpaid",
        severity: Severity::Block,
        law: "劳动合同法第20条、第30条；劳动法第50条",
        zh: "干一天就要给一天的钱，试工也要给，请改正。",
        en: "Every day worked must be paid, trial days too; please correct this.",
    },
    Rule {
        id: RuleId::PayHeldBack,
        key: "pay.held_back",
        severity: Severity::Hold,
        law: "劳动法第50条；保障农民工工资支付条例第11条、第13条",
        zh: "工资要按月发，不能压着，请写明每月几号发。",
        en: "Wages are paid every month and may not be held back; state the pay day.",
    },
    Rule {
        id: RuleId::ContractWaiver,
        key: "contract.waiver",
        severity: Severity::Hold,
        law: "社会保险法第58条；劳动合同法第10条、第26条",
        zh: "合同要签、保险要上、工伤要管，不能让工人自己担，请改正。",
        en: "A contract, insurance and care after an accident are due; a worker cannot sign them away.",
    },
];

/// Named alternatives, written `{name}` in a phrase.
pub(super) const SETS: &[(&str, &str)] = &[
    // Only, must.
    (
        "only",
        "仅限|只限|限招|只招|仅招|专招|只收|只用|只要|仅|限|必须|须|要求|务必|需要|需|纯",
    ),
    // No, in front of those who are refused.
    (
        "refuse",
        "不要|不招|不收|不用|不录|不录用|不考虑|不接受|不招收|不招用|暂不招|停招|谢绝|拒绝|勿招",
    ),
    // No, behind those who are refused.
    (
        "refused",
        "勿扰|勿来|的?就?别(来|联系|投|打扰|打电话)|就不要|就别|勿投|勿联系|勿应聘|免谈|别来|不要|不招|不收|不用|不考虑|不录用|不接受|除外|止步|请绕行|请勿|谢绝|免扰|不适合|不合适|不得应聘",
    ),
    ("prefer", "优先|为佳|更佳|最佳|最好|者佳|为主"),
    // Employers and authorities, who may well pay.
    (
        "payer",
        "公司|厂里|厂方|工厂|单位|企业|我司|我厂|我们|政府|财政|老板|店里",
    ),
    // Says that something is not done, with words between.
    (
        "never",
        "不收|不收取|不交|不用交|不用缴|不需要?交|无需交|无需缴|无须交|免收|免交|免缴|不缴|拒收|不得|严禁|禁止|不会|从不|绝不|决不|概不|杜绝|谨防|警惕|凡是?|遇到|如遇|如有人?|有人|举报|没有任何|无任何|免除|取消|不存在",
    ),
    // Says that something is not there, right before it.
    ("none", "免|无|零|0|没有|不押|没|不用|不要|不需要?|无需|无须"),
    // Says behind it that nobody pays.
    (
        "gratis",
        "全免|免费|免收|免|一律不收|不收|都不收|均不收|全部不收|概不收取|全报销|报销|可报销|实报实销|一分不收|一分钱不收|分文不收",
    ),
    // Warns of what others do.
    (
        "warn",
        "谨防|警惕|拒绝|严禁|禁止|杜绝|防范|远离|小心|别信|不要相信|不信|勿信|凡是?|不搞|不做|不参与|不承诺|不涉及|不是|没有|举报",
    ),
    (
        "sexed",
        "性|士|生|工|工人|的|员工|职工|同志|孩|青年|普工|操作工|保安|服务员|司机|技师|搬运工|焊工|保洁员?|师傅|厨师|收银员?|导购员?|文员|前台|缝纫工|车工|装卸工|学徒|护工|营业员|质检员?|包装工|杂工|主管|分拣员",
    ),
    (
        "job",
        "普工|操作工|保安|服务员|司机|技师|搬运工|焊工|保洁员?|厨师|收银员?|导购员?|文员|前台|缝纫工|装卸工|学徒|护工|营业员|质检员?|包装工|杂工|分拣员|护理员|养老护理员|陪护|月嫂|保姆|育婴师?|育儿嫂|家政员?|帮厨|洗碗工|电工|钳工|车工|叉车工|铲车工|瓦工|木工|钢筋工|油漆工|采摘工|饲养员|挤奶工|快递员|骑手|外卖员|理货员|仓管员?|库管员?|门卫|绿化工|洗车工|裁剪工|平车工|挡车工|主管|班长|组长|店长|经理|助理|会计|出纳|客服|业务员|销售员?",
    ),
    (
        "ethnic",
        "汉族|回族|回民|藏族|藏民|维吾尔族?|维族|彝族|蒙古族|苗族|壮族|满族|土家族|朝鲜族|东乡族|撒拉族|保安族|土族|哈萨克族|少数民族",
    ),
    (
        "faith",
        "信教|宗教信仰|伊斯兰教?|穆斯林|基督教徒?|佛教徒?|天主教徒?|信佛|教徒|信徒",
    ),
    (
        "place",
        "东三省|东北|河南|安徽|四川|贵州|云南|新疆|西藏|甘肃|青海|宁夏|山东|河北|山西|陕西|湖南|湖北|江西|福建|广东|广西|海南|江苏|浙江|上海|北京|天津|重庆|内蒙古?|辽宁|吉林|黑龙江|西北|外省|外地|外来|外市|农村|本地|本市|本县|本区|本省|本村|外村|本镇|外乡|附近|南方|北方|当地|平凉|崆峒|庄浪|凉山|定西|陇南|河西区",
    ),
    ("from", "人|籍|户口|户籍|的人|老乡|居民|村民|市民|人员|人士"),
    ("household", "城镇户口|非农户口|城市户口|城镇户籍|非农业户口|居民户口"),
    (
        "ill",
        "慢性病|传染性?病|遗传病|基础疾?病|高血压|糖尿病|心脏病|癫痫|精神病史?|家族病史|职业病史|疾病史|病史|疾病|色盲|乙类传染病",
    ),
    ("deposit", "押金|保证金|风险金|风险抵押金|抵押金|订金|定金"),
    (
        "fee",
        "服装费|工装费|工服费|工衣费|报名费|建档费|资料费|登记费|办证费|办卡费|中介费|介绍费|入职费|面试费|上岗费|岗前费|安置费|体检费|培训费",
    ),
    ("papers", "身份证|证件|毕业证|驾驶证|驾照|健康证|银行卡|工资卡|资格证"),
    (
        "unpaid",
        "无工资|没工资|没有工资|无薪|没薪|不发工资|不计工资|不给工资|不付工资|不结工资|不算工资|不算钱|不给钱|没有钱|工资不发|工资不结|工资作废|没钱",
    ),
    ("unit", "天|日|个月|个星期|星期|周"),
];

/// Phrases of one rule with the phrases that excuse them.
pub(super) struct Group {
    pub(super) rule: RuleId,
    /// Any of these is a hit.
    pub(super) hits: &'static [&'static str],
    /// A hit covered by one of these is none: negations, near misses.
    pub(super) unless: &'static [&'static str],
}

/// Work, named anywhere in the vacancy, for which a law allows what the rule forbids.
pub(super) struct Lawful {
    pub(super) rule: RuleId,
    pub(super) phrases: &'static [&'static str],
    /// The rule to report in its place; none if nothing is to be said.
    pub(super) instead: Option<RuleId>,
}

pub(super) const LAWFUL: &[Lawful] = &[
    Lawful {
        rule: RuleId::SexMale,
        phrases: &[
            "井下",
            "矿山~4作业",
            "四级体力",
            "每小时负重<6-60>次",
            "每次负重~3<20-99>(公斤|千克|kg)",
            "负重~4<25-99>(公斤|千克|kg)",
        ],
        instead: Some(RuleId::SexBarredWork),
    },
    Lawful {
        rule: RuleId::PersonRecord,
        phrases: &[
            "保安",
            "安保",
            "押运",
            "幼儿",
            "幼师",
            "学校",
            "校车",
            "托育",
            "网约车",
            "出租车",
            "辅警",
            "枪支",
        ],
        instead: None,
    },
];

pub(super) const GROUPS: &[Group] = &[
    Group {
        rule: RuleId::SexMale,
        hits: &[
            "{only}(是|为|要)?男{sexed}?",
            "(招聘|诚聘|急聘|急招|招收|招|聘|需|要)<1-999>?(名|个|位|人)?男{sexed}(<1-999>(名|人|个|位))?",
            "男{sexed}?{prefer}",
            "性别(要求|限)?(为|是)?男(性|士|生)?",
            "{refuse}女{sexed}?",
            "女{sexed}?{refused}",
            "男{sexed}<1-999>(名|人|个|位)",
            "男{job}",
            "(招|要|限|聘|收)壮?小伙子?",
            "小伙子?{prefer}",
            "(适合|适宜)男{sexed}?",
            "{only}(大老爷们|老爷们|爷们|汉子|壮汉|壮劳力)",
            "(工|员|师|手|安|洁|检|装|厨|卫)男(<1-999>(名|人)|$)",
            "^男(性|士|的|工)?$",
            "(只|需|要|限|招|聘)男(性|士|的|工)?$",
            "男~3{prefer}",
        ],
        unless: &[
            "@(或者?|和|及|与|、|,)?女",
            "(女|女性|女士|女工)(或者?|和|及|与|、)?@~2(均可|都可|都要|皆可|不限|都行)",
            "(不|有|无|数|不论|不分)@",
            "@(宿舍|寝室|公寓|厕|浴|装|鞋|裤|衬衫|科|衣|退休)",
            "(不得|不能|不可以|禁止|严禁|反对|杜绝|不因)~6@",
            "@、女",
            "女、@",
        ],
    },
    Group {
        rule: RuleId::SexFemale,
        hits: &[
            "{only}(是|为|要)?女{sexed}?",
            "(招聘|诚聘|急聘|急招|招收|招|聘|需|要)<1-999>?(名|个|位|人)?女{sexed}(<1-999>(名|人|个|位))?",
            "女{sexed}?{prefer}",
            "性别(要求|限)?(为|是)?女(性|士|生)?",
            "{refuse}男{sexed}?",
            "男{sexed}?{refused}",
            "女{sexed}<1-999>(名|人|个|位)",
            "女{job}",
            "{only}(宝妈|家庭主妇|阿姨|大姐)",
            "(宝妈|阿姨|大姐|美女){prefer}",
            "(适合|适宜)女{sexed}?",
            "(招聘|诚聘|急聘|招|聘|需|要)<1-999>?(名|个|位|人)?~5的女{sexed}",
            "(工|员|师|手|安|洁|检|装|厨|台)女(<1-999>(名|人)|$)",
            "^女(性|士|的|工)?$",
            "(只|需|要|限|招|聘)女(性|士|的|工)?$",
            "女~3{prefer}",
        ],
        unless: &[
            "男~6,?@",
            "@(或者?|和|及|与|、|,)?男",
            "(不|有|无|数|不论|不分)@",
            "@(宿舍|寝室|公寓|厕|浴|装|鞋|裤|衬衫|科|衣|退休|福利|保护|权益|特殊|节|假|体检|哺乳|产假)",
            "(不得|不能|不可以|禁止|严禁|反对|杜绝|不因)~6@",
            "男、@",
        ],
    },
    Group {
        rule: RuleId::SexSplit,
        hits: &[
            "男{sexed}?<1-999>(名|人|个|位)(、|,)?女{sexed}?<1-999>(名|人|个|位)",
            "女{sexed}?<1-999>(名|人|个|位)(、|,)?男{sexed}?<1-999>(名|人|个|位)",
            "男{sexed}?~3<16-70>周?岁~2(、|,)?女{sexed}?~3<16-70>周?岁",
            "女{sexed}?~3<16-70>周?岁~2(、|,)?男{sexed}?~3<16-70>周?岁",
            "男{sexed}?~2<16-70>(、|,)?女{sexed}?~2<16-70>周?岁",
            "男{sexed}?~3<8-30000>元~5(、|,)?女{sexed}?~3<8-30000>元",
            "男{sexed}?~3<80-30000>~3(、|,)?女{sexed}?~3<80-30000>",
            "女{sexed}?~3<8-30000>元~5(、|,)?男{sexed}?~3<8-30000>元",
            "女{sexed}?~3<80-30000>~3(、|,)?男{sexed}?~3<80-30000>",
            "女{sexed}?<30-60>岁?男{sexed}?<30-60>岁?(封顶|以下|以内|$)",
            "男{sexed}?<30-60>岁?女{sexed}?<30-60>岁?(封顶|以下|以内|$)",
        ],
        unless: &["@~6退休", "退休~6@", "@间", "(有|现有|共有|其中)@"],
    },
    Group {
        rule: RuleId::FamilyMarriage,
        hits: &[
            "已婚已育",
            "未婚未育",
            "(未婚|已婚|已育|未育|离异|单身)(者|人士|的|人员|女性|男性|女士|青年)?({prefer}|{refused})",
            "{only}(是|为)?(未婚|已婚|已育|未育|离异|单身)",
            "{refuse}(未婚|已婚|未育|已育|离异|单身)",
            "(无|没有|近期无|近期没有|暂无)(结婚|生育|生孩子|生二胎|二胎|二孩|备孕|要孩子|怀孕)(计划|打算|意向|要求|安排)",
            "<1-5>年之?内?不(得|能|准|许|可|可以|要)?(结婚|生育|怀孕|生孩子|要孩子)",
            "(不得|不准|禁止|不能|不许)(结婚|恋爱|生育|生孩子)",
            "婚姻(状况|情况)?(要求)?(已婚|未婚|离异)",
            "孩子已?(上学|大了|断奶)(者|的)?{prefer}",
            "有家庭(的|者)?{prefer}",
            "(单身|未婚|没结婚|没成家)的(来|就行)",
            "结了?婚的?~1{refused}",
        ],
        unless: &[
            "(不限|无论|不论|不管|不问|不看)(是否)?@",
            "@(均可|都可|皆可|不限|都要|都行|或)",
        ],
    },
    Group {
        rule: RuleId::FamilyEnquiry,
        hits: &[
            "(注明|填写|说明|提供|写明|告知|登记|询问|如实|带|附)~6(婚育|婚姻|生育|孕育|婚恋)(情况|状况|状态|证明|史)?",
            "(婚育|生育)(情况|状况|证明)",
        ],
        unless: &[
            "(不问|不询问|不得|无需|无须|不需要?|不用|不必|免|不看|不限|不论)~8@",
            "(不|不会|不用|不必|无需)@",
            "@(不限|不问)",
        ],
    },
    Group {
        rule: RuleId::FamilyPregnancy,
        hits: &[
            "(孕检|妊娠检测|妊娠试验|验孕|早孕检查|早孕检测|尿妊娠|hcg)",
            "(怀孕|孕妇|哺乳期|孕期|备孕)(者|的|妇女|女性|女工|人员|女士)?({refused}|自动离职|辞退|不得入职|自行离职)",
            "(不得|不准|不能|禁止|不许|不可)怀孕",
            "{refuse}(怀孕|孕妇|孕期|哺乳期|备孕)",
            "非(怀孕|孕期|孕妇|哺乳期)",
            "(未怀孕|未孕|无怀孕|没怀孕|没有怀孕)",
            "怀孕~3(视为|算|按|作)~4(辞职|离职|自离)",
            "验尿~6(怀孕|孕)",
        ],
        unless: &["(不做|不得|不安排|不会|无需|无须|取消|严禁|禁止|没有|免|不查|不用|不搞)~4@"],
    },
    Group {
        rule: RuleId::OriginEthnicity,
        hits: &[
            "{only}(是|为)?{ethnic}",
            "{ethnic}(人|员工|同胞|的|者)?({prefer}|{refused})",
            "{refuse}{ethnic}",
            "民族要求?(限|是|为)?{ethnic}",
            "民族(要求|限)?汉$",
            "非{ethnic}",
            "除{ethnic}外",
            "(白人|黑人|黄种人|非洲人|欧美人)({prefer}|{refused})",
            "({only}|{refuse})(黑人|白人|非洲人|黄种人)",
        ],
        unless: &[
            "不~1@",
            "少数民族(员工|同胞|的|者)?{prefer}",
            "@(食堂|餐|风味|菜|歌|舞|服饰|自治)",
        ],
    },
    Group {
        rule: RuleId::OriginReligion,
        hits: &[
            "({only}|{refuse})(是|有|信)?{faith}",
            "{faith}(者|人员|的|人|人士)?({prefer}|{refused})",
            "无宗教信仰",
            "(没有|不能有|不得有)宗教信仰",
            "不信教(者|的|人员)?({prefer})?",
        ],
        unless: &["(不限|不论|尊重|不问|不分|不因|无论|不)~4@"],
    },
    Group {
        rule: RuleId::OriginRegion,
        hits: &[
            "{place}{from}(者|的|员工)?{refused}",
            "{refuse}{place}{from}",
            "{refuse}{place}来?的",
            "{only}(是|有|为|具有|持有?)?{place}(本地)?{from}",
            "户籍(要求)?(限|仅限|为|是)?{place}",
            "除{place}{from}外",
            "非{place}{from}({refused})?",
            "({only}|{refuse})(是|有|为|具有|持有?)?{household}",
            "{household}(者|人员|的)?({prefer}|{refused})",
            "(农村|农业)户口(者|人员|的)?{refused}",
            "{place}(的|来的)?{refused}",
        ],
        unless: &[
            "(不|无|不再|不仅|不一定要)@",
            "@(簿|本|复印|页|不限|所在)",
            "(不得|不因|不能|严禁|禁止)~6@",
            "@(仓|线|片区|市场|业务|门店|发货|快递)",
        ],
    },
    Group {
        rule: RuleId::OriginLocalFirst,
        hits: &[
            "{place}({from})?(者|人员|的|员工|居住)?{prefer}",
            "优先(招|录|考虑|录用|招聘|安排){place}{from}",
            "有{place}(户口|户籍)(者|的)?{prefer}",
        ],
        unless: &[
            "(脱贫|监测|帮扶|搬迁|零就业|就业困难|低保)~6@",
            "@~2(脱贫|监测|帮扶|搬迁)",
        ],
    },
    Group {
        rule: RuleId::HealthDisability,
        hits: &[
            "(残疾|残障|聋哑|智障)(人|人士|人员|者)?{refused}",
            "{refuse}(残疾|残障|聋哑|智障)",
            "(无|没有|非|不能有|不得有)(身体)?(残疾|残障|肢体残缺|肢体残疾|身体缺陷|生理缺陷|缺陷)",
            "(身体|肢体|四肢|五官)(健全|无残缺|无残疾|无缺陷|齐全)",
            "(瘸腿?|瞎|眼瞎|聋|哑|残废|腿脚不好)的?~5{refused}",
            "(不适合|不适宜)(残疾|残障)人?",
            "有残疾的?{refused}",
        ],
        unless: &["(不会|不|绝不|从不|不得|不因|禁止|严禁)@", "(不得|不因|禁止|严禁)~6@"],
    },
    Group {
        rule: RuleId::HealthCarrier,
        hits: &[
            "(乙肝|大三阳|小三阳|大小三阳|两对半|表面抗原|hbsag|艾滋病?|hiv)(五项|病毒|携带者?|患者|病人|检测|检查|筛查)?",
            "(病原|病毒|病菌)携带者?({refused})",
            "{refuse}(病原|病毒)携带",
        ],
        unless: &[
            "(不查|不检|不检查|不检测|不要求|不限|不问|不做|无需|无须|取消|不歧视|免检|免查|严禁|禁止)~6@",
            "不得(检|查|要求|强制|以|将|把|因|歧视)~6@",
            "@~5(可|可以|不限|均可|没关系|也收|也招|能做|不影响|不检|不查|同样)",
            "@(疫苗|防治|宣传|健康教育)",
            "(接种|防治|预防)~2@",
        ],
    },
    Group {
        rule: RuleId::HealthScreening,
        hits: &[
            "(无|没有|不得有|不能有|不得患有?|无任何|没有任何|未患有?)(重大|严重|各种)?{ill}",
            "{ill}(者|患者|人员|的)?{refused}",
            "{refuse}(有)?{ill}",
        ],
        unless: &["(不要求|不需要)@", "{only}@~3职业禁忌"],
    },
    Group {
        rule: RuleId::FeeDeposit,
        hits: &[
            "{deposit}(<10-99999>元?)?",
            "(入职|进厂|上岗|宿舍)押<10-9999>元?",
            "押(<100-9999>元|<100-9999>块)",
        ],
        unless: &[
            "{never}~9@",
            "{none}@",
            "@{gratis}",
            "@~8(全免|一律不收|均不收|都不收|统统不收|全部免除|概不收取|一分不收|不收取)",
            "@~3(由|全由)?{payer}~3(承担|负担|支付|出|报销|全包|付|先垫|垫付|垫)",
            "{payer}~4(承担|负担|支付|报销|出|补贴|全额~2|给交)~4@",
            "(报销|补贴|退还|返还)~2@",
            "@,~4(报销|{payer}(出|承担|报))",
            "(投标|履约|质量|工资|招标|农民工|工程|投保)@",
            "@(管理|会计|专员)",
            "(顾客|客人|客户|租客|会员|住客|业主|旅客)~2@",
        ],
    },
    Group {
        rule: RuleId::FeeCharge,
        hits: &[
            "{fee}(<1-99999>元?|自理|自费|自付|先交|自己交)?",
            "(服装|工服|工装|工衣|厂服)~2(自费|自购|收费|自理|<10-999>元)",
            "(入职|面试|报名|上岗|进厂|办理)(前|时)?(先|需|需要|要|须|必须)?先?(交|缴|付|缴纳)<10-99999>元?",
            "先(交钱|交费|缴费|付费)(后|再|才)?",
            "自费(体检|培训|购买工服|买工服|办证)",
            "体检(费用)?(自费|自理)",
            "(交|缴)<10-9999>元?(办|领|买)~3(工服|工作服|厂牌|工牌|卡|证)",
            "先(交|缴|付)<10-99999>(元|块)",
            "(入厂|进厂|入职)~1(办卡|办证|体检|服装|工服)~1<10-9999>",
            "(每人|人均|每位)(收|交|缴)<5-9999>(元|块)",
        ],
        unless: &[
            "{never}~9@",
            "{none}@",
            "@{gratis}",
            "@~8(全免|一律不收|均不收|都不收|统统不收|全部免除|概不收取|一分不收|不收取)",
            "@~3(由|全由)?{payer}~3(承担|负担|支付|出|报销|全包|付|先垫|垫付|垫)",
            "{payer}~4(承担|负担|支付|报销|出|补贴|全额~2|给交)~4@",
            "(报销|补贴|退还|返还)~2@",
            "@,~4(报销|{payer}(出|承担|报))",
            "(不|无需|不用)@",
        ],
    },
    Group {
        rule: RuleId::FeePapers,
        hits: &[
            "(扣押?|押|抵押|上交|统一保管|代为?保管|收缴|交出|收走|留存|暂扣)~3{papers}(原件)?",
            "{papers}(原件)?由?({payer}|中介)?统?一?(保管|代管|扣押|收走|上交|抵押|暂扣|押在)",
            "(把|将){papers}(原件)?(交给|放在|押给|留给)~4(收|保管|扣|押|管)",
        ],
        unless: &[
            "(不|不得|不会|严禁|禁止|绝不|从不|无需|不用|谨防|凡是?|杜绝|不准|拒绝)~4@",
            "@(复印件?|照片|扫描件|信息|号)",
            "@~3(违法|犯法)",
        ],
    },
    Group {
        rule: RuleId::FraudTrainingLoan,
        hits: &[
            "培训贷",
            "(先培训后付款|先学习后付款|先学后付|先培训后收费|招转培)",
            "(贷款|分期|借款|花呗|网贷)~4(培训|学费|学习|交费|缴费)",
            "(培训费?|学费|学习)~4(贷款|分期付款?|分期|借款)",
            "零首付(学|培训|入学)",
            "(工资|薪水|薪资)(里|中)?(抵扣|扣除|抵|扣)~2(学费|培训费)",
        ],
        unless: &["{warn}~8@", "(创业|担保|小额|助学)@"],
    },
    Group {
        rule: RuleId::FraudBait,
        hits: &[
            "(保证|保|包|百分百|百分之百|100)(录取|录用|过面试|面试通过|通过面试|入职)",
            "日结~4(无门槛|零门槛|0门槛|不限条件|高薪)",
            "(无门槛|零门槛|0门槛|无任何要求|没有任何要求)~6(日结|高薪|日赚|日入|月入)",
            "高薪~1日结",
            "(轻松|躺着|在家|坐着|动动手指)(就能|就|可|能)?(月入|日入|日赚|月赚|赚|年入|挣)",
            "月(入|赚|挣)(过|超|轻松|破)?(万|数万|<1-99>万)",
            "日(赚|入|挣)(过|超)?(<300-99999>|千|百)",
            "躺赚",
            "来就(过|录)",
            "(一个月|每个?月|月)轻松~3(千|万)",
            "(在家|手工活)~8(轻松|月入|日入)",
        ],
        unless: &["{warn}~8@", "(社|医|环|担|劳|质|安)@", "@(体检|培训|路费|车|手续|登记)"],
    },
    Group {
        rule: RuleId::FraudScheme,
        hits: &[
            "(拉人头|发展下线|发展会员|刷单|刷信誉|刷好评|跑分)",
            "(出借|租|出租|收购|买卖|租借|借用)~2(银行卡|电话卡|手机卡)",
            "(交|缴|付)~4(入门费|加盟费|会员费)",
            "(垫钱|垫付|垫资)~3(返佣|返利|返现|佣金)",
            "点赞~6(返佣|返利|佣金|赚)",
        ],
        unless: &["{warn}~8@", "(不|非)@"],
    },
    Group {
        rule: RuleId::AgeChild,
        hits: &[
            "(未满|不满)<6-16>(周岁|岁)(者|的|人员)?",
            "(未满|不满)<6-16>(也|的|可)",
            "年?满?<8-15>周?岁(以上|起|可|也可|就可以|的|左右|即可|均可)",
            "年龄~2<8-15>(-|至|到)<16-99>",
            "<10-15>周?岁?(-|至|到)?<16-70>周?岁",
            "<10-16>周?岁以下(可|也|均|的也)",
            "(小学|初中)(在校|在读)生?",
            "(小孩|娃娃|孩子|小学生|初中生)(也|都)?(能|可以|可)(干|做|来)",
            "十(三四|四五|五六)岁",
            "初(一|二)(以上|也|都|可)",
        ],
        unless: &[
            "@~6({refused}|不录|勿|禁止|不予|不得|一律|不能)",
            "(不招|不收|严禁|禁止|不得|不录用|拒绝|谢绝|不招用|不招收|杜绝|不用|孩子|儿童|小孩|子女|学生|宝宝|少儿|看护|照顾|辅导|幼儿)~6@",
            "@~3(儿童|孩子|小孩|子女|少儿|童装|学生)",
        ],
    },
    Group {
        rule: RuleId::AgeMinor,
        hits: &[
            "年?满?<16-17>周?岁(以上|起|可|均可|左右|即可|的|者)?",
            "<16-17>(-|至|到)<18-70>周岁",
            "<16-17>(-|至|到)<18-70>岁",
            "年龄~2<16-17>(-|至|到)<18-70>",
            "(未成年工|未成年人?|不满18周?岁|未满18周?岁)",
            "(刚满|年满)<16-17>(的|就|也|可|能)",
            "满<16-17>的?(可|也|就|能)",
        ],
        unless: &[
            "({refuse}|勿|严禁|禁止|不得|招用童工)~6@",
            "@~6({refused}|不录|勿|禁止|不予|不得|一律)",
            "(未满|不满|未年满|不足|未|不)@",
            "(孩子|儿童|小孩|子女|学生|照顾)~6@",
            "<10-15>周?岁?(-|至|到)?@",
            "@以下",
        ],
    },
    Group {
        rule: RuleId::AgeLimit,
        hits: &[
            "<18-59>周?岁?及?(以下|以内|之内|封顶|及以下)(人员|者)?",
            "<30-59>周?岁(左右|内)",
            "年龄~3<10-58>周?岁?(-|至|到)?<18-59>周?岁?",
            "<10-58>周?岁?(-|至|到)?<18-59>周?岁",
            "(不超过|不超|不大于|小于|低于|不高于|未满)<19-59>周?岁",
            "(超过|大于|满|过)?<30-59>周?岁(以上)?(者|的)?{refused}",
            "{only}(年轻|年青|青年)",
            "年轻(人|者|力壮)?{prefer}",
            "<70-99>后{prefer}",
            "{only}<70-99>后",
            "(最多|最大)<30-59>(周?岁|$)",
            "年纪太?大的?{refused}",
            "(要|招|需)~3年轻",
            "<16-58>(周?岁)?(-|至|到)<18-59>之间",
            "<30-59>周?岁上下",
        ],
        unless: &[
            "@~5(可放宽|放宽|均可|也可)",
            "(孩子|儿童|小孩|子女|工龄|司龄)~6@",
            "(不设|没有|无|取消|打破|不受|不卡)~2@",
            "<0-9999>(名|人|元|天|小时|公斤|斤|个|分钟|台|间)@",
            "@(元|公斤|斤|人|名|天|小时|分钟|个|度|吨|米|kg|平|台)",
            "不@",
        ],
    },
    Group {
        rule: RuleId::PersonCredit,
        hits: &[
            "(征信|网贷(记录|逾期|黑名单)|(无|没有|不能有|不得有)网贷|芝麻分|芝麻信用|社会信用分|信用分|失信|老赖|黑户)(记录|报告|良好|情况|被执行人?|人员)?(无不良|良好|没问题|正常)?",
        ],
        unless: &[
            "(不查|不看|不要求|无需|不问|不限|不用|不需要?)~4@",
            "@~3(不限|不看|不查|不影响|均可)",
            "{payer}~6@",
            "企业征信",
        ],
    },
    Group {
        rule: RuleId::PersonRecord,
        hits: &[
            "(无|没有|无任何|须无|不得有)(违法)?(犯罪|案底|前科|刑事|违法)(记录|史|前科|案底)?",
            "有?(案底|前科|犯罪记录|刑满释放)(人员|者|的)?{refused}",
            "{refuse}(有)?(案底|前科|刑满释放)",
            "(坐过牢|蹲过监狱|进过监狱)的?{refused}",
        ],
        unless: &["(不查|不限|不问|不要求)~2@"],
    },
    Group {
        rule: RuleId::PersonTrait,
        hits: &[
            "身高~3<140-199>(cm|厘米|公分)?(以上)?",
            "身高~2一米",
            "<140-199>(cm|厘米|公分)以上",
            "(形象|气质|五官|相貌|长相|颜值|外貌)(好|佳|端正|姣好|出众|高|良好)",
            "(无|不能有|不得有|没有)~2纹身",
            "纹身~3{refused}",
            "{refuse}(有)?纹身",
            "(属相|生肖|星座|血型)",
            "(处女座|天蝎座|双鱼座)",
            "年轻漂亮",
            "长得(精神|好看|漂亮|帅|端正)",
            "(一|1)米~2以上",
        ],
        unless: &[
            "(不看|不限|不要求|不问|没有|不论)~4@",
            "@~2(不限|没要求|无要求|没有要求)",
            "(货|架|梯|高度|坑|柜|高)~3@",
        ],
    },
    Group {
        rule: RuleId::PayUnclear,
        hits: &[
            "(工资|薪资|待遇|薪酬|月薪|薪水|报酬|底薪)~2(面议|面谈|详谈|私聊|电议|面商)",
            "^(面议|面谈)$",
            "(工资|薪资|待遇)~1(来了|到了|见面|当面|现场)再?谈",
        ],
        unless: &["(不|拒绝|不写|不得|不能)~3@"],
    },
    Group {
        rule: RuleId::PayUnpaid,
        hits: &[
            "(试工|试岗|试用|试用期|培训期|实习期?|体验期|学徒期)(<1-90>{unit})?~3{unpaid}",
            "(试工|试岗|试用期)(<1-90>{unit})?(义务|免费|白干)",
            "(不满|未满|不足|不到|干不满|做不满|未做满|没干满|没做满)<1-90>{unit}~5,?({unpaid}|不发|不结|不给)",
            "<1-30>{unit}之?内~3(离职|自离|走人?|不干)(的|者)?,?{unpaid}",
            "自离(的|者)?~2{unpaid}",
            "(学徒|头<1-3>{unit}|前<1-30>{unit}|第<1-3>{unit})~5{unpaid}",
            "(试工|试岗)(<1-90>{unit})?~3,~6,?~2{unpaid}",
            "(头|前)<1-30>{unit}~6,?(不发钱|{unpaid})",
        ],
        unless: &["(不会|绝不|不得|不存在|禁止)~6@"],
    },
    Group {
        rule: RuleId::PayHeldBack,
        hits: &[
            "(压|押)<1-90>({unit}|月|个半月)(的)?(工资|薪水|薪)?",
            "(压|押)(半个月|半月|整月)(的)?(工资|薪水|薪)?",
            "(年底|年终|做满一年|干满一年|完工后|工程完)(才|一次性|统一)?(结清|结算|发工资|发放工资|结工资|算账)",
            "(工资|薪水)(压|押)<1-90>({unit}|月)",
        ],
        unless: &["(不|绝不|从不|无需|不会)@"],
    },
    Group {
        rule: RuleId::ContractWaiver,
        hits: &[
            "(不交|不缴|不买|不上|不含|放弃|自愿放弃|没有|无)~1(社保|五险|社会保险|工伤保险|保险)",
            "(不签|不签订|无需签|不用签|没有签)~2合同",
            "(工伤|受伤|伤亡|生死|意外|伤病|安全事故?)~2(自负|自理|概不负责|与~4无关|自行承担|自己承担|责任自负|自担)",
            "(社保|五险)(自愿放弃|可放弃|折现|折算工资)",
            "(工伤|受伤|伤亡)(自己|个人|本人)(负责|承担|担)",
            "(五险一金|五险|社保)都?(没有|无$|不交|不缴)",
        ],
        unless: &["(不得|不能|不可|严禁|禁止|不会|绝不)~3@", "@~4(违法|也可|可在)"],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::pattern::Pattern;
    use super::super::text::normalise;
    use super::*;

    fn phrases() -> impl Iterator<Item = &'static str> {
        GROUPS
            .iter()
            .flat_map(|group| group.hits.iter().chain(group.unless))
            .chain(LAWFUL.iter().flat_map(|lawful| lawful.phrases))
            .copied()
    }

    #[test]
    fn every_phrase_compiles_and_is_written_in_folded_letters() {
        for phrase in phrases().chain(SETS.iter().map(|(_, members)| *members)) {
            let letters: String = phrase.chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(normalise(&letters), letters, "{phrase}");
        }
        for phrase in phrases() {
            assert_eq!(Pattern::compile(phrase).err(), None, "{phrase}");
        }
    }

    #[test]
    fn the_hit_is_named_in_excuses_only() {
        for group in GROUPS {
            assert!(
                group.hits.iter().all(|phrase| !phrase.contains('@')),
                "{}",
                group.rule.key()
            );
        }
    }

    #[test]
    fn keys_are_unique_and_words_complete() {
        let keys: BTreeSet<&str> = RuleId::all().map(RuleId::key).collect();
        assert_eq!(keys.len(), RULES.len());
        for rule in RuleId::all() {
            assert!(
                rule.law().contains('第') && rule.zh().ends_with('。') && rule.en().ends_with('.'),
                "{}",
                rule.key()
            );
            let reached = GROUPS.iter().any(|g| g.rule == rule) || LAWFUL.iter().any(|l| l.instead == Some(rule));
            assert!(reached, "{} has no phrases", rule.key());
        }
    }
}
