//! Reading in a process of its own: a hostile file that finds a fault in a parser takes down that process and nothing else. The process is
//! this same program; it is given the file on its standard input, caps its own memory and time, and answers with one JSON value a line.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};

use super::{Limits, ReadProblem, Row, Source};

/// Name of the command that [`answer`] stands behind.
pub const COMMAND: &str = "read-table";
/// Most memory that the process may reserve, in bytes. The largest workbook that the limits admit needed a fifth of it.
const MEMORY_BYTES: u64 = 1 << 30;
/// Most processor time that it may take, in seconds.
const SECONDS: u64 = 60;
/// Longest line that is taken from it, in bytes: a full row of the widest table, with every character escaped, has less.
const LINE_BYTES: u64 = 16_000_000;

/// One line of the answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    /// The file is a table with these column names.
    Headers(Vec<String>),
    /// One of its rows.
    Row(Row),
    /// The file cannot be used, or not any further.
    Problem(ReadProblem),
    /// That was all.
    End,
}

/// A table that another process reads.
#[derive(Debug)]
pub struct Apart {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// Column names from the left; blank where a column has none.
    pub headers: Vec<String>,
    over: bool,
}

impl Apart {
    /// Let `program` read the file.
    ///
    /// # Errors
    /// Why the file as a whole is refused. [`ReadProblem::Damaged`] also if the process broke down over it.
    pub fn open(program: &Path, source: &Source, name: &str, limits: Limits) -> Result<Self, ReadProblem> {
        let arguments = serde_json::to_string(&limits).map_err(|_| ReadProblem::Unreadable)?;
        // Nothing of this process's surroundings is for it to know: not the keys, not the address of the database.
        let mut child = Command::new(program)
            .env_clear()
            .args([COMMAND, "--limits", &arguments, "--name", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .inspect_err(|error| tracing::error!(%error, "the process that reads tables does not start"))
            .map_err(|_| ReadProblem::Unreadable)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReadProblem::Unreadable);
        };
        // It takes the whole file before it says anything. If it refuses early, what it says tells more than the broken pipe.
        let _ = io::copy(&mut source.open()?, &mut input);
        drop(input);
        let mut table = Self {
            child,
            lines: BufReader::new(output),
            headers: Vec::new(),
            over: false,
        };
        match table.listen()? {
            Said::Headers(headers) => {
                table.headers = headers;
                Ok(table)
            }
            Said::Problem(problem) => Err(problem),
            Said::Row(_) | Said::End => Err(ReadProblem::Damaged),
        }
    }

    fn listen(&mut self) -> Result<Said, ReadProblem> {
        let mut line = Vec::new();
        self.lines.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line)?;
        serde_json::from_slice(&line).map_err(|_| {
            tracing::warn!("the process that read a table ended before its time");
            ReadProblem::Damaged
        })
    }
}

impl Iterator for Apart {
    type Item = Result<Row, ReadProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        match self.listen() {
            Ok(Said::Row(row)) => return Some(Ok(row)),
            Ok(Said::End) => self.over = true,
            Ok(Said::Problem(problem)) | Err(problem) => {
                self.over = true;
                return Some(Err(problem));
            }
            Ok(Said::Headers(_)) => {
                self.over = true;
                return Some(Err(ReadProblem::Damaged));
            }
        }
        None
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        // Whoever stops listening early also stops the work. A process that has ended already cannot be killed, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The other side: read the table that comes in on `input` and say its rows on `output`.
///
/// # Errors
/// Only if nobody listens any more.
pub fn answer(mut input: impl Read, output: impl Write, name: &str, limits: Limits) -> io::Result<()> {
    cap_this_process();
    let mut output = io::BufWriter::new(output);
    let mut bytes = Vec::new();
    input.by_ref().take(limits.max_file_bytes + 1).read_to_end(&mut bytes)?;
    let end = match rows_to(&mut output, bytes, name, limits)? {
        Ok(()) => Said::End,
        Err(problem) => Said::Problem(problem),
    };
    say(&mut output, &end)?;
    output.flush()
}

fn rows_to(output: &mut impl Write, bytes: Vec<u8>, name: &str, limits: Limits) -> io::Result<Result<(), ReadProblem>> {
    let mut table = match super::open(bytes, name, limits) {
        Ok(table) => table,
        Err(problem) => return Ok(Err(problem)),
    };
    say(output, &Said::Headers(table.headers.clone()))?;
    let rows = match table.rows() {
        Ok(rows) => rows,
        Err(problem) => return Ok(Err(problem)),
    };
    for row in rows {
        match row {
            Ok(row) => say(output, &Said::Row(row))?,
            Err(problem) => return Ok(Err(problem)),
        }
    }
    Ok(Ok(()))
}

fn say(output: &mut impl Write, said: &Said) -> io::Result<()> {
    serde_json::to_writer(&mut *output, said)?;
    output.write_all(b"\n")
}

/// Whatever a file makes a parser do, it stays within these bounds, and leaves no image of the memory on the disk.
#[cfg(unix)]
fn cap_this_process() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [
        (Resource::As, MEMORY_BYTES),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        if let Err(error) = setrlimit(resource, limit) {
            tracing::warn!(%error, "a limit of the reading process could not be set");
        }
    }
}

/// Elsewhere than on Unix the caps of [`Limits`] alone hold.
#[cfg(not(unix))]
fn cap_this_process() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8], limits: Limits) -> Vec<Said> {
        let mut output = Vec::new();
        rows_to(&mut output, bytes.to_vec(), "people.csv", limits)
            .expect("memory takes every line")
            .unwrap_or_else(|problem| say(&mut output, &Said::Problem(problem)).expect("one more line"));
        output
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).expect("a line that the other side understands"))
            .collect()
    }

    #[test]
    fn what_is_said_can_be_understood() {
        let lines = said("姓名,电话\n马秀英,\"199\n00001234\"\n".as_bytes(), Limits::default());
        assert!(matches!(&lines[0], Said::Headers(names) if names.len() == 2));
        assert!(matches!(&lines[1], Said::Row(Row::Good(row)) if row.cells[1].text == "199\n00001234"));
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn a_file_that_is_too_large_is_told_apart_from_one_that_is_damaged() {
        let limits = Limits {
            max_file_bytes: 3,
            ..Limits::default()
        };
        let lines = said(b"a,b\n1,2\n", limits);
        assert!(matches!(
            lines[..],
            [Said::Problem(ReadProblem::FileTooBig { limit: 3 })]
        ));
    }
}
