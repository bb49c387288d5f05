//! Columns of worker ledgers: the 50-column personal ledger, the 32-column list of the lifted out of poverty,
//! the work-status monitoring and our own template. Marriage, religion and political status have no field on purpose.

use super::Field;

macro_rules! field {
    ($key:literal, $zh:literal, $en:literal, [$($alias:literal),* $(,)?]) => {
        Field { key: $key, zh: $zh, en: $en, aliases: &[$($alias),*], required: false }
    };
    ($key:literal, $zh:literal, $en:literal, [$($alias:literal),* $(,)?], required) => {
        Field { key: $key, zh: $zh, en: $en, aliases: &[$($alias),*], required: true }
    };
}
pub(super) use field;

pub(super) const FIELDS: &[Field] = &[
    field!(
        "name",
        "姓名",
        "Name",
        ["劳动力姓名", "务工人员姓名", "务工者姓名", "人员姓名"],
        required
    ),
    field!(
        "id_no",
        "身份证号码",
        "Identity number",
        [
            "身份证号",
            "身份证",
            "证件号码",
            "证件号",
            "公民身份号码",
            "公民身份证号码",
            "居民身份证号码",
            "id_card"
        ],
        required
    ),
    field!("sex", "性别", "Sex", ["gender"]),
    field!("age", "年龄", "Age", ["周岁"]),
    field!(
        "birth",
        "出生日期",
        "Date of birth",
        ["出生年月", "出生年月日", "birthday"]
    ),
    field!(
        "phone",
        "联系电话",
        "Phone",
        [
            "人联系电话",
            "本人联系电话",
            "本人电话",
            "手机号码",
            "手机号",
            "手机",
            "电话",
            "电话号码",
            "联系方式",
            "mobile"
        ]
    ),
    field!(
        "phone_owner",
        "电话机主",
        "Whose phone",
        ["机主", "机主关系", "电话归属", "电话是谁的"]
    ),
    field!(
        "household_phone",
        "户联系电话",
        "Household phone",
        ["户主电话", "户主联系电话", "家庭电话"]
    ),
    field!(
        "region_code",
        "行政区划代码",
        "Region code",
        ["区划代码", "地区代码", "home_code", "行政区划编码"]
    ),
    field!(
        "county",
        "县（市、区）",
        "County",
        ["县(市、区、旗)", "县", "县区", "县市", "区县", "所属县", "户籍县"]
    ),
    field!(
        "township",
        "乡镇（街道）",
        "Township",
        [
            "街道(乡镇)",
            "乡(镇)",
            "乡",
            "乡镇",
            "街道",
            "镇",
            "街道乡镇",
            "乡镇街道",
            "所属乡镇",
            "户籍乡镇"
        ]
    ),
    field!(
        "village",
        "行政村（社区）",
        "Village",
        [
            "社区(村)",
            "行政村",
            "村",
            "社区",
            "村社区",
            "社区村",
            "村名",
            "所属村",
            "村委会"
        ]
    ),
    field!(
        "hamlet",
        "自然村（组）",
        "Hamlet",
        ["自然村", "村民小组", "组", "社", "自然村组"]
    ),
    field!(
        "address",
        "家庭住址",
        "Home address",
        ["住址", "家庭地址", "户籍地址", "详细地址", "户籍所在地"]
    ),
    field!("household_no", "户编号", "Household number", ["户号", "家庭编号"]),
    field!("person_no", "人编号", "Person number", ["人员编号", "个人编号"]),
    field!("relation", "与户主关系", "Relation to head", ["户主关系", "和户主关系"]),
    field!(
        "household_size",
        "家庭人口",
        "Household size",
        ["人数", "家庭人数", "家庭人口数"]
    ),
    field!(
        "household_base",
        "户类型",
        "Household type",
        ["农户类型", "家庭类型", "农户属性"]
    ),
    field!(
        "hardship",
        "困难群体情况",
        "Hardship group",
        ["困难群体", "困难群体类别", "人员身份", "人员类别"]
    ),
    field!(
        "monitor",
        "监测对象类别",
        "Monitored as",
        [
            "监测对象类型",
            "易返贫致贫户(监测对象)类型",
            "监测类别",
            "易返贫致贫户类型",
            "防止返贫监测对象类别",
            "防返贫监测对象类别"
        ]
    ),
    field!(
        "risk_cleared",
        "风险是否消除",
        "Risk cleared",
        ["风险是否已消除", "是否消除风险", "是否已消除风险"]
    ),
    field!(
        "risk_from",
        "风险识别时间",
        "Risk found on",
        ["监测对象识别时间", "识别时间", "纳入监测时间"]
    ),
    field!(
        "risk_cleared_on",
        "风险消除时间",
        "Risk cleared on",
        ["消除风险时间", "解除监测时间"]
    ),
    field!(
        "first_identified_on",
        "首次识别时间",
        "First identified on",
        ["建档立卡时间", "人员识别时间"]
    ),
    field!("ethnicity", "民族", "Ethnicity", []),
    field!(
        "education",
        "文化程度",
        "Education",
        ["学历", "最高学历", "受教育程度", "文化水平", "教育程度"]
    ),
    field!(
        "student",
        "在校生状况",
        "In school",
        ["在校生情况", "是否在校", "在校情况"]
    ),
    field!(
        "health_limits",
        "健康状况",
        "Health limits",
        ["健康情况", "身体状况", "健康限制", "limits", "不能做的"]
    ),
    field!(
        "labour_ability",
        "劳动技能",
        "Ability to work",
        ["劳动能力", "劳动力类型"]
    ),
    field!(
        "mandarin",
        "是否会讲普通话",
        "Speaks Mandarin",
        ["是否会普通话", "普通话"]
    ),
    field!(
        "skills",
        "技能特长",
        "Skills",
        ["技能", "特长", "掌握技能", "工种技能", "职业技能", "有何技能"]
    ),
    field!(
        "skill_level",
        "职业资格等级",
        "Skill level",
        ["技术等级", "技能等级", "技能等级证书"]
    ),
    field!(
        "certificate",
        "证书",
        "Certificate",
        ["是否获得国家职业资格证书", "职业资格证书", "证书名称", "技能证书"]
    ),
    field!(
        "trained",
        "是否参加技能培训",
        "Was trained",
        ["是否参加培训", "参加过的培训", "是否培训"]
    ),
    field!(
        "training_item",
        "培训项目",
        "Training",
        ["培训类型", "培训工种", "培训内容"]
    ),
    field!(
        "status",
        "就业状态",
        "Work status",
        [
            "务工状况",
            "务工状态",
            "就业情况",
            "就业状况",
            "目前状态",
            "是否务工",
            "就业失业状态"
        ]
    ),
    field!(
        "status_as_of",
        "数据日期",
        "Status as of",
        ["填报日期", "填表日期", "登记日期", "更新日期", "更新时间", "统计日期"]
    ),
    field!(
        "work_place",
        "务工所在地",
        "Works in",
        [
            "就业地点",
            "务工地点",
            "务工地",
            "务工地址",
            "务工省、市、县",
            "外出省份",
            "务工省市县",
            "就业地",
            "务工区域"
        ]
    ),
    field!(
        "work_employer",
        "务工企业名称",
        "Works for",
        ["就业单位", "务工单位", "务工企业", "工作单位", "用工单位", "单位名称"]
    ),
    field!(
        "work_trade",
        "从事工种",
        "Works as",
        [
            "主要从事工种",
            "务工工种",
            "工种",
            "从事行业/工种",
            "务工岗位",
            "从事岗位"
        ]
    ),
    field!(
        "work_industry",
        "所属行业",
        "Industry",
        ["从事产业类型", "从事行业", "务工行业"]
    ),
    field!(
        "work_started_on",
        "务工时间",
        "Works since",
        ["就业时间", "外出务工时间", "外出时间", "务工开始时间", "上岗时间"]
    ),
    field!(
        "work_months",
        "累计务工月数",
        "Months worked",
        [
            "务工时间(月)",
            "务工累计时间(月)",
            "务工累计时间",
            "务工月数",
            "务工时长"
        ]
    ),
    field!(
        "work_pay",
        "务工月收入",
        "Monthly pay now",
        ["月收入", "外出务工月收入", "月工资", "务工收入", "现工资"]
    ),
    field!(
        "work_form",
        "就业形式",
        "Form of work",
        ["就业渠道", "务工形式", "外出务工渠道"]
    ),
    field!(
        "point_to_point",
        "是否点对点输送",
        "Sent point to point",
        ["点对点输送", "是否点对点", "点对点"]
    ),
    field!(
        "public_welfare_post",
        "公益性岗位",
        "Public welfare post",
        ["是否公益性岗位", "公益岗", "公益岗位"]
    ),
    field!("jobless_since", "失业时间", "Out of work since", []),
    field!(
        "want",
        "就业意愿",
        "Wants to",
        [
            "务工意愿",
            "外出意愿",
            "是否打算外出",
            "是否有就业意愿",
            "务工需求",
            "就业形式意向",
            "打算"
        ]
    ),
    field!(
        "want_places",
        "意向地区",
        "Wants to work in",
        [
            "就业区域意向",
            "意向地点",
            "外出就业意向",
            "意向务工地",
            "期望地点",
            "期望工作地点",
            "想去哪里",
            "want.places"
        ]
    ),
    field!(
        "want_trades",
        "意向工种",
        "Wants to work as",
        [
            "就业工种意向",
            "意向岗位",
            "求职意向",
            "期望工种",
            "期望岗位",
            "想做什么",
            "want.trades"
        ]
    ),
    field!(
        "want_pay",
        "期望月薪",
        "Wants to earn",
        [
            "工资收入意向",
            "期望工资",
            "期望薪资",
            "意向工资",
            "期望收入",
            "想挣多少",
            "want.pay_min"
        ]
    ),
    field!(
        "want_lodging",
        "是否要住宿",
        "Needs a bed",
        ["是否需要住宿", "要求包住", "want.lodging_required"]
    ),
    field!(
        "want_meals",
        "是否要吃饭",
        "Wants meals",
        ["是否需要包吃", "要求包吃", "want.meals_wanted"]
    ),
    field!(
        "night_shift_ok",
        "能否上夜班",
        "Night shift is fine",
        ["是否接受夜班", "可否夜班", "want.night_shift_ok"]
    ),
    field!(
        "near_home_only",
        "只在家附近",
        "Near home only",
        ["是否就近就业", "就近就业", "want.near_home_only"]
    ),
    field!(
        "with_spouse",
        "夫妻同行",
        "With spouse",
        ["是否夫妻同行", "夫妻一起", "want.with_spouse"]
    ),
    field!(
        "available_from",
        "何时能走",
        "Can start on",
        ["可外出时间", "可上岗时间", "最早上岗时间"]
    ),
    field!(
        "training_wish",
        "培训意向",
        "Wants training in",
        ["培训意向需求", "培训需求", "培训意愿", "想学什么"]
    ),
    field!("service_wish", "就业服务需求", "Wants help with", ["服务需求"]),
    field!(
        "social_card",
        "社保卡号",
        "Social security card",
        ["社会保障卡号", "一卡通账号", "银行卡号"]
    ),
    field!(
        "recorded_by",
        "填报人",
        "Recorded by",
        ["登记人", "包联干部", "帮扶责任人", "摸排人"]
    ),
    field!(
        "consent_form",
        "同意书编号",
        "Consent form number",
        ["授权书编号", "知情同意书编号", "同意书号"]
    ),
    field!("note", "备注", "Note", ["记事", "说明", "remark", "remarks"]),
];
