//! What is taken, what is refused, and how it is given back.

use std::io::Cursor;

use axum::http::{StatusCode, header};
use entity::codes::{PaperKind, Role};
use entity::{audit_event, employer_paper, stored_file};
use image::ImageFormat;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::looks_absent;
use crate::support::employers::{PDF, picture};
use crate::support::{Client, Page, TestApp, on_both};

async fn send(client: &mut Client, employer: Uuid, name: &str, kind: &str, content: &[u8]) -> Page {
    let key = Uuid::new_v4().to_string();
    let fields = [("form_key", key.as_str()), ("kind", "licence")];
    client
        .upload(
            &format!("/employers/{employer}/papers"),
            &fields,
            &[("file", name, kind, content)],
        )
        .await
}

async fn stored(app: &TestApp) -> u64 {
    stored_file::Entity::find()
        .count(app.app.core.db.reader())
        .await
        .unwrap()
}

async fn file_of(app: &TestApp, paper: Uuid) -> Uuid {
    employer_paper::Entity::find_by_id(paper)
        .one(app.app.core.db.reader())
        .await
        .unwrap()
        .unwrap()
        .file_id
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

on_both! {
    async fn what_a_file_is_decides_its_content_and_a_refusal_says_what_to_do(app) {
        let id = app.employer("桃源里食堂").await;
        let mut own = app.employer_user("yong.gong", id).await;
        let gif = joined(&[b"GIF89a", &[0; 32], b"<script>alert(1)</script>"]);
        let html_pdf = joined(&[b"%PDF-1.4\n<html><script>alert(1)</script></html>\n%%EOF\n"]);
        let zip_pdf = joined(&[PDF, b"PK\x03\x04payload"]);
        let script_pdf = joined(&[b"%PDF-1.4\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n%%EOF\n"]);
        let cut = picture(ImageFormat::Jpeg)[..120].to_vec();
        for (name, content, sentence) in [
            ("a.jpg", &b"<!DOCTYPE html><script>alert(1)</script>"[..], "这其实是一个网页"),
            ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "这其实是一个网页"),
            ("a.png", b"\xEF\xBB\xBF<?xml version='1.0'?><svg/>", "这其实是一个网页"),
            ("a.jpg", b"PK\x03\x04\x14\0word/document.xml", "这其实是文档"),
            ("a.jpg", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "这其实是文档"),
            ("a.pdf", b"MZ\x90\0\x03", "这其实是文档"),
            ("a.jpg", &gif, "这种照片打不开"),
            ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "这种照片打不开"),
            ("a.jpg", b"hello", "认不出这个文件"),
            ("a.pdf", &html_pdf, "这个 PDF 里有别的东西"),
            ("a.pdf", &zip_pdf, "这个 PDF 里有别的东西"),
            ("a.pdf", &script_pdf, "这个 PDF 里有别的东西"),
            ("a.jpg", &cut, "文件坏了"),
            ("a.jpg", b"", "请选一个文件"),
        ] {
            let page = send(&mut own, id, name, "image/jpeg", content).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {sentence}");
            page.shows(sentence);
        }
        assert_eq!(stored(&app).await, 0);
    }

    async fn a_picture_is_kept_without_what_hides_in_it(app) {
        let id = app.employer("桃源里食堂").await;
        let mut own = app.employer_user("yong.gong", id).await;
        let mut sent = picture(ImageFormat::Jpeg);
        // A comment segment right behind the start, and a second file behind the end.
        let comment = b"<script>alert('GPS 35.54N 106.66E')</script>";
        let mut segment = vec![0xFF, 0xFE];
        segment.extend(u16::try_from(comment.len() + 2).unwrap().to_be_bytes());
        segment.extend(comment);
        sent.splice(2..2, segment);
        sent.extend(b"PK\x03\x04<html>");
        send(&mut own, id, "x\".html", "text/html", &sent).await.done();
        let kept = stored_file::Entity::find().one(app.app.core.db.reader()).await.unwrap().unwrap();
        assert_eq!(kept.media_type, "image/jpeg");
        for word in [&b"<script"[..], b"GPS", b"<html>", b"PK\x03\x04"] {
            assert!(!kept.content.windows(word.len()).any(|part| part == word));
        }
        let webp = {
            let mut bytes = Cursor::new(Vec::new());
            image::RgbImage::new(8, 8).write_to(&mut bytes, ImageFormat::WebP).unwrap();
            bytes.into_inner()
        };
        send(&mut own, id, "a.webp", "image/webp", &webp).await.done();
        assert_eq!(stored(&app).await, 2);
    }

    async fn a_file_is_given_back_as_a_download_that_cannot_act(app) {
        let id = app.employer("桃源里食堂").await;
        let paper = app.paper(id, PaperKind::Licence).await;
        let file = file_of(&app, paper).await;
        let mut own = app.employer_user("yong.gong", id).await;
        let page = own.get(&format!("/files/{file}")).await.ok();
        assert_eq!(page.bytes, PDF);
        let header = |name: header::HeaderName| page.headers.get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header(header::CONTENT_TYPE), "application/pdf");
        assert_eq!(header(header::CONTENT_DISPOSITION), format!("attachment; filename=\"file-{}.pdf\"", &file.simple().to_string()[..8]));
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; sandbox");
        assert_eq!(header(header::CACHE_CONTROL), "no-store");
        let read = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq("read-file"))
            .filter(audit_event::Column::SubjectId.eq(file));
        assert_eq!(read.count(app.app.core.db.reader()).await.unwrap(), 1);
    }

    async fn a_file_of_others_looks_like_no_file(app) {
        let id = app.employer("桃源里食堂").await;
        let other = app.employer("别家工厂").await;
        let paper = app.paper(id, PaperKind::AgentId).await;
        let file = file_of(&app, paper).await;
        let mut stranger = app.employer_user("bie.jia", other).await;
        looks_absent(&mut stranger, &format!("/files/{file}"), &format!("/files/{}", Uuid::new_v4())).await;
        for role in [Role::Liaison, Role::Admin] {
            let mut client = app.person(role).await;
            looks_absent(&mut client, &format!("/files/{file}"), &format!("/files/{}", Uuid::new_v4())).await;
        }
        let mut station = app.person(Role::Station).await;
        for path in ["/files/..%2f..%2fetc%2fpasswd", "/files/1", &format!("/files/{file}%00"), &format!("/files/{file}.html")] {
            assert_eq!(station.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        station.get(&format!("/files/{file}")).await.ok();
        assert!(app.visitor().get(&format!("/files/{file}")).await.done().starts_with("/sign-in"));
        let foreign = send(&mut stranger, id, "a.pdf", "application/pdf", PDF).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        assert_eq!(stored(&app).await, 1);
        let theirs = station.get(&format!("/employers/{other}/papers/{paper}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    }

    async fn size_and_number_of_files_have_an_end(app) {
        let id = app.employer("桃源里食堂").await;
        let mut own = app.employer_user("yong.gong", id).await;
        let mut large = PDF.to_vec();
        large.resize(5 * 1024 * 1024 + 1, b' ');
        let page = send(&mut own, id, "a.pdf", "application/pdf", &large).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("最多 5 MB");
        large.resize(7 * 1024 * 1024, b' ');
        assert_eq!(send(&mut own, id, "a.pdf", "application/pdf", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        for _ in 0..40 {
            app.paper(id, PaperKind::Brief).await;
        }
        let page = send(&mut own, id, "a.pdf", "application/pdf", PDF).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("已经交了 40 份");
        assert_eq!(stored(&app).await, 40);
    }
}
