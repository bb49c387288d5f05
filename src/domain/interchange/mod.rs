//! Interchange: files of workers, employers and vacancies, in and out.
