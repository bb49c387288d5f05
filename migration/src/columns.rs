//! Column and index helpers: one spelling for both databases.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema;

pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

pub fn uuid(name: &'static str) -> ColumnDef {
    schema::uuid(name)
}

pub fn text(name: &'static str) -> ColumnDef {
    schema::text(name)
}

pub fn flag(name: &'static str) -> ColumnDef {
    schema::boolean(name)
}

pub fn int(name: &'static str) -> ColumnDef {
    schema::integer(name)
}

pub fn big(name: &'static str) -> ColumnDef {
    schema::big_integer(name)
}

/// A point in time, in UTC.
pub fn moment(name: &'static str) -> ColumnDef {
    schema::timestamp_with_time_zone(name)
}

pub fn date(name: &'static str) -> ColumnDef {
    schema::date(name)
}

pub fn json(name: &'static str) -> ColumnDef {
    schema::json_binary(name)
}

pub fn bytes(name: &'static str) -> ColumnDef {
    schema::binary(name)
}

/// A counter that the database gives out, never twice.
pub fn serial(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .to_owned()
}

/// The same column, but it may be empty.
pub fn nullable(mut column: ColumnDef) -> ColumnDef {
    column.null().to_owned()
}

pub fn reference(
    table: &'static str,
    column: &'static str,
    to_table: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(to_table, "id")
        .on_delete(on_delete)
        .to_owned()
}

fn named(prefix: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create()
        .name(format!("{prefix}_{table}_{}", columns.join("_")))
        .table(table)
        .to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}

pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named("ix", table, columns)
}

/// An index of the rows for which `condition` holds.
pub fn index_where(table: &'static str, columns: &[&'static str], condition: &'static str) -> IndexCreateStatement {
    index(table, columns).cond_where(Expr::cust(condition)).to_owned()
}

pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named("uq", table, columns).unique().to_owned()
}

/// Unique among the rows for which `condition` holds. Both databases know such indexes.
pub fn unique_where(table: &'static str, columns: &[&'static str], condition: &'static str) -> IndexCreateStatement {
    named("uq", table, columns)
        .unique()
        .cond_where(Expr::cust(condition))
        .to_owned()
}
