//! Columns of vacancy tables: the exchange format, the cooperation vacancy table in real use
//! (序号, 地区, 企业名称, 岗位名称, 招聘人数, 薪资待遇, 学历要求, 行业, 班次, 福利待遇, 联系电话), and public advert dumps.

use super::Field;
use super::workers::field;

pub(super) const FIELDS: &[Field] = &[
    field!(
        "ref",
        "编号",
        "Reference",
        [
            "岗位编号",
            "职位编号",
            "招聘编号",
            "id",
            "job_id",
            "来源编号",
            "原编号"
        ]
    ),
    field!(
        "title",
        "岗位名称",
        "Title",
        [
            "岗位",
            "职位",
            "职位名称",
            "招聘岗位",
            "招聘职位",
            "用工岗位",
            "需求岗位",
            "job",
            "job_title"
        ],
        required
    ),
    field!(
        "employer",
        "用人单位",
        "Employer",
        [
            "单位名称",
            "企业名称",
            "公司名称",
            "招聘单位",
            "用人单位名称",
            "用工单位",
            "用工企业",
            "招聘企业",
            "企业",
            "公司",
            "单位",
            "company"
        ],
        required
    ),
    field!(
        "employer_credit_code",
        "统一社会信用代码",
        "Unified social credit code",
        ["社会信用代码", "信用代码", "credit_code", "uscc"]
    ),
    field!(
        "place_code",
        "工作地点代码",
        "Place code",
        ["行政区划代码", "区划代码", "地区代码"]
    ),
    field!(
        "place",
        "工作地点",
        "Place",
        [
            "工作地址",
            "上班地点",
            "地点",
            "地区",
            "工作地区",
            "就业地点",
            "用工地点",
            "工作区域",
            "所在地区",
            "city",
            "城市",
            "工作城市"
        ]
    ),
    field!("district", "区县", "District", ["区", "县区", "所在区"]),
    field!(
        "address",
        "详细地址",
        "Address",
        ["单位地址", "企业地址", "公司地址", "上班地址"]
    ),
    field!(
        "occupation",
        "工种",
        "Occupation",
        [
            "职业",
            "职业代码",
            "工种代码",
            "岗位类别",
            "职业类别",
            "岗位工种",
            "用工工种"
        ]
    ),
    field!(
        "pay",
        "薪资待遇",
        "Pay",
        [
            "工资",
            "薪资",
            "薪酬",
            "工资待遇",
            "月薪",
            "薪资范围",
            "月工资",
            "薪资水平",
            "工资水平",
            "薪酬待遇",
            "待遇",
            "月收入",
            "salary_raw",
            "salary"
        ]
    ),
    field!(
        "pay_form",
        "计薪方式",
        "Pay form",
        ["工资形式", "薪资类型", "计薪形式", "结算方式"]
    ),
    field!(
        "pay_min",
        "最低工资",
        "Pay from",
        ["最低薪资", "工资下限", "薪资下限", "最低月薪", "salary_min"]
    ),
    field!(
        "pay_max",
        "最高工资",
        "Pay to",
        ["最高薪资", "工资上限", "薪资上限", "最高月薪", "salary_max"]
    ),
    field!("pay_base", "底薪", "Base pay", ["基本工资", "底薪工资"]),
    field!(
        "hours_per_month",
        "每月工时",
        "Hours a month",
        ["月工时", "月工作小时", "每月小时数", "工时"]
    ),
    field!(
        "lodging",
        "住宿",
        "Lodging",
        [
            "住",
            "是否包住",
            "包住",
            "住宿情况",
            "是否提供住宿",
            "食宿情况"
        ]
    ),
    field!(
        "meals",
        "吃饭",
        "Meals",
        [
            "吃",
            "是否包吃",
            "包吃",
            "伙食",
            "餐饮",
            "用餐",
            "就餐",
            "是否提供工作餐"
        ]
    ),
    field!(
        "shift",
        "班次",
        "Shift",
        ["上班班次", "班制", "倒班", "工作班次", "工作时间"]
    ),
    field!(
        "headcount",
        "招聘人数",
        "Headcount",
        [
            "需求人数",
            "人数",
            "招工人数",
            "岗位数",
            "岗位数量",
            "用工人数",
            "招聘数量",
            "用工需求",
            "缺工人数",
            "招聘人数"
        ]
    ),
    field!("age_min", "最小年龄", "Age from", ["年龄下限"]),
    field!("age_max", "最大年龄", "Age limit", ["年龄上限", "最高年龄"]),
    field!("age", "年龄要求", "Age", ["年龄", "年龄范围"]),
    field!(
        "education",
        "学历要求",
        "Education",
        ["学历", "文化程度", "最低学历", "文化程度要求"]
    ),
    field!(
        "experience",
        "经验要求",
        "Experience",
        ["工作经验", "经验", "工作年限", "从业经验"]
    ),
    field!(
        "certificate",
        "证书要求",
        "Certificate",
        ["证书", "所需证书", "资格证书", "职业资格"]
    ),
    field!(
        "couple_room",
        "夫妻房",
        "Couple's room",
        ["是否有夫妻房", "夫妻间", "夫妻宿舍"]
    ),
    field!(
        "contract",
        "合同",
        "Contract",
        ["合同类型", "用工形式", "劳动合同", "签订合同", "合同签订"]
    ),
    field!(
        "insurance",
        "保险",
        "Insurance",
        [
            "社保",
            "社会保险",
            "五险",
            "缴纳社保",
            "参保情况",
            "保险情况"
        ]
    ),
    field!(
        "benefits",
        "福利待遇",
        "Benefits",
        ["福利", "tags", "其他福利", "福利标签"]
    ),
    field!(
        "industry",
        "行业",
        "Industry",
        ["所属行业", "企业行业", "行业类别"]
    ),
    field!(
        "description",
        "岗位描述",
        "Description",
        [
            "工作内容",
            "岗位职责",
            "职位描述",
            "岗位要求",
            "任职要求",
            "招聘条件",
            "工作描述",
            "岗位说明",
            "职责",
            "其他要求"
        ]
    ),
    field!(
        "start_on",
        "上岗时间",
        "Starts on",
        ["到岗时间", "上班时间", "入职时间"]
    ),
    field!(
        "posted_on",
        "发布日期",
        "Posted on",
        ["发布时间", "posted", "登记日期", "更新日期", "更新时间"]
    ),
    field!(
        "valid_until",
        "有效期至",
        "Valid until",
        ["截止日期", "有效期", "截止时间", "招聘截止日期", "失效日期"]
    ),
    field!(
        "contact",
        "联系人",
        "Contact person",
        ["招聘联系人", "经办人"]
    ),
    field!(
        "phone",
        "联系电话",
        "Phone",
        [
            "电话",
            "招聘电话",
            "联系方式",
            "手机",
            "手机号码",
            "报名电话",
            "咨询电话"
        ]
    ),
    field!("source", "来源", "Source", ["信息来源", "岗位来源"]),
    field!("note", "备注", "Note", ["说明", "remark"]),
];
