pub fn routes() -> super::routes::Routes {
    super::routes::Routes::new()
}
