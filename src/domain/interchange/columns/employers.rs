//! Columns of employer lists.

use super::Field;
use super::workers::field;

pub(super) const FIELDS: &[Field] = &[
    field!(
        "name",
        "单位名称",
        "Employer",
        [
            "企业名称",
            "公司名称",
            "用人单位",
            "用人单位名称",
            "用工单位",
            "用工企业",
            "企业",
            "单位",
            "公司",
            "company"
        ],
        required
    ),
    field!(
        "credit_code",
        "统一社会信用代码",
        "Unified social credit code",
        [
            "社会信用代码",
            "信用代码",
            "统一信用代码",
            "uscc",
            "employer_credit_code"
        ]
    ),
    field!(
        "kind",
        "单位类型",
        "Kind",
        ["企业类型", "单位性质", "企业性质", "主体类型", "经济类型"]
    ),
    field!(
        "region_code",
        "行政区划代码",
        "Region code",
        ["区划代码", "place_code", "地区代码"]
    ),
    field!(
        "region",
        "所在地区",
        "Region",
        [
            "地区",
            "所属地区",
            "所在区",
            "所在地",
            "区县",
            "县区",
            "所属区域",
            "city"
        ]
    ),
    field!(
        "address",
        "地址",
        "Address",
        [
            "单位地址",
            "企业地址",
            "公司地址",
            "注册地址",
            "经营地址",
            "详细地址",
            "通讯地址"
        ]
    ),
    field!(
        "industry",
        "所属行业",
        "Industry",
        ["行业", "行业类别", "行业类型", "所属产业", "主营业务"]
    ),
    field!(
        "size",
        "单位规模",
        "Size",
        [
            "企业规模",
            "规模",
            "员工人数",
            "职工人数",
            "从业人数",
            "用工人数"
        ]
    ),
    field!(
        "legal_rep",
        "法定代表人",
        "Legal representative",
        ["法人", "法人代表", "法人姓名", "负责人", "企业负责人"]
    ),
    field!(
        "contact",
        "联系人",
        "Contact person",
        ["招聘联系人", "经办人", "hr", "人事联系人", "人事负责人"]
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
            "手机号",
            "座机"
        ]
    ),
    field!(
        "hr_licence_no",
        "人力资源服务许可证号",
        "HR service licence",
        ["人力资源服务许可证", "许可证号", "人力资源许可证号"]
    ),
    field!(
        "dispatch_licence_no",
        "劳务派遣许可证号",
        "Dispatch licence",
        ["劳务派遣许可证", "劳务派遣经营许可证", "派遣许可证号"]
    ),
    field!(
        "workshop",
        "是否帮扶车间",
        "Aid workshop",
        ["帮扶车间", "扶贫车间", "就业帮扶车间"]
    ),
    field!(
        "description",
        "单位简介",
        "About",
        ["企业简介", "公司简介", "简介"]
    ),
    field!("note", "备注", "Note", ["说明", "remark"]),
];
