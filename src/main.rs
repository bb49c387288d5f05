//! The one binary: parse the command line, run the command.

use clap::Parser as _;
use labour_bridge::cli;

fn main() -> anyhow::Result<()> {
    cli::run(cli::Cli::parse())
}
