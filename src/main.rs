//! The program: hands its arguments to [`mailcheck::cli`] and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mailcheck::cli::main(std::env::args_os())
}
