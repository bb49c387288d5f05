use super::*;

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn field_of(mapping: &Mapping, header: &str) -> Option<(String, Confidence)> {
    let choice = mapping
        .columns
        .iter()
        .find(|choice| choice.header == header)?;
    choice.field.clone().zip(choice.confidence)
}

#[test]
fn every_name_belongs_to_one_field_of_its_target() {
    for target in [Target::Workers, Target::Employers, Target::Vacancies] {
        let mut own: HashMap<String, &str> = HashMap::new();
        for field in target.fields() {
            for name in [field.key, field.zh, field.en].iter().chain(field.aliases) {
                let other = own.insert(fold(name), field.key);
                assert!(
                    other.is_none_or(|key| key == field.key),
                    "{name} of {} is also {other:?} in {target:?}",
                    field.key
                );
            }
        }
    }
}

#[test]
fn maps_the_fifty_column_ledger() {
    let names = headers(&[
        "序号",
        "行政区划代码",
        "县（市）",
        "街道（乡镇）",
        "社区（村）",
        "姓名",
        "身份证号码",
        "学历",
        "联系电话",
        "就业地点",
        "年收入（万元）",
        "就业工种意向",
        "就业区域意向",
        "工资收入意向",
        "婚姻状况",
        "政治面貌",
    ]);
    let mapping = guess_mapping(&names, Target::Workers);
    let found = |header| field_of(&mapping, header).map(|(field, _)| field);
    assert_eq!(found("街道（乡镇）").as_deref(), Some("township"));
    assert_eq!(found("社区（村）").as_deref(), Some("village"));
    assert_eq!(found("县（市）").as_deref(), Some("county"));
    assert_eq!(
        field_of(&mapping, "身份证号码"),
        Some(("id_no".into(), Confidence::Exact))
    );
    assert_eq!(
        field_of(&mapping, "学历"),
        Some(("education".into(), Confidence::Alias))
    );
    assert_eq!(found("就业工种意向").as_deref(), Some("want_trades"));
    let unused: Vec<&str> = mapping.unused().map(|(_, name)| name).collect();
    assert_eq!(unused, ["序号", "年收入（万元）", "婚姻状况", "政治面貌"]);
    assert_eq!(mapping.problems(), []);
}

#[test]
fn the_surer_column_wins_and_the_other_is_told() {
    let names = headers(&[
        "本人手机号码（必填）",
        "联系电话",
        "户联系电话",
        "姓名",
        "证件号码*",
    ]);
    let mapping = guess_mapping(&names, Target::Workers);
    assert_eq!(mapping.column_of("phone"), Some(1));
    assert_eq!(mapping.columns[0].duplicate_of.as_deref(), Some("phone"));
    assert_eq!(mapping.column_of("household_phone"), Some(2));
    assert_eq!(mapping.column_of("id_no"), Some(4));
}

#[test]
fn understands_public_advert_dumps() {
    let names = headers(&[
        "id",
        "source",
        "title",
        "company",
        "city",
        "district",
        "salary_min",
        "salary_max",
        "salary_raw",
        "education",
        "experience",
        "tags",
        "description",
        "posted",
    ]);
    let mapping = guess_mapping(&names, Target::Vacancies);
    assert_eq!(mapping.unused().count(), 0);
    for (field, column) in [
        ("ref", 0),
        ("employer", 3),
        ("place", 4),
        ("pay_min", 6),
        ("pay", 8),
        ("posted_on", 13),
    ] {
        assert_eq!(mapping.column_of(field), Some(column), "{field}");
    }
}

#[test]
fn a_form_can_change_it_and_nonsense_is_told() {
    let mut mapping = guess_mapping(&headers(&["姓名", "甲", "身份证号"]), Target::Workers);
    mapping.choose(1, Some("name")).expect("both exist");
    assert_eq!(mapping.column_of("name"), Some(1));
    assert_eq!(mapping.columns[0].field, None);
    assert_eq!(
        mapping.choose(9, None),
        Err(MappingProblem::UnknownColumn(9))
    );
    assert_eq!(
        mapping.choose(0, Some("role")),
        Err(MappingProblem::UnknownField("role".into()))
    );
    mapping.columns[0].field = Some("name".into());
    mapping.columns[2].field = None;
    assert_eq!(
        mapping.problems(),
        [
            MappingProblem::FieldTwice("name".into()),
            MappingProblem::FieldMissing("id_no")
        ]
    );
    let json = serde_json::to_string(&mapping).expect("plain data");
    assert_eq!(
        serde_json::from_str::<Mapping>(&json).expect("own output"),
        mapping
    );
}
