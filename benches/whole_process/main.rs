//! Times the program as people start it, beside the tools that they would use instead, and prints one page of
//! Markdown. `docs/benchmarks.md` says how to run it and holds the page of one run.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `plan` | what was asked for on the command line and in the environment |
//! | `scene` | a folder on a real disk, and programs started in it with nothing of the machine's own settings |
//! | `timing` | runs taken in turns, and what is said of their times |
//! | `machine` | the facts about the machine that stand above the tables |
//! | `data` | files of entries, and the journals made of them |
//! | `others` | the same entries in the stores of other tools |
//! | `page` | tables, ratios, and which targets were met |
//! | `log`, `read`, `report`, `import`, `start`, `prompt`, `run`, `hook`, `recall` | one part of the page each |

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark is a program of its own and starts others"
)]

#[path = "../corpus/mod.rs"]
mod corpus;
mod data;
mod hook;
mod import;
mod log;
mod machine;
mod others;
mod page;
mod plan;
mod prompt;
mod read;
mod recall;
mod report;
mod run;
mod scene;
mod start;
mod timing;

use std::error::Error;
use std::process::ExitCode;

use data::Data;
use machine::Tools;
use page::Page;
use plan::{Part, Plan};
use scene::Scene;

/// What every step of the benchmark ends in: failures are only shown, never told apart.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// What the steps share.
struct Bench {
    plan: Plan,
    scene: Scene,
    data: Data,
    tools: Tools,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        eprintln!("nothing is timed here: run `cargo bench --bench whole_process`");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(page) => {
            print!("{page}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome<Page> {
    let plan = Plan::from_arguments(arguments)?;
    let scene = Scene::new()?;
    let tools = Tools::find(&scene);
    tools.load()?;
    let data = Data::new(&plan, &scene);
    let bench = Bench {
        plan,
        scene,
        data,
        tools,
    };
    let mut page = Page::default();
    machine::describe(&bench, &mut page)?;
    for part in Part::ALL.into_iter().filter(|part| bench.plan.wants(*part)) {
        eprintln!("— {part:?}");
        match part {
            Part::Import => import::add(&bench, &mut page)?,
            Part::Log => log::add(&bench, &mut page)?,
            Part::Start => start::add(&bench, &mut page)?,
            Part::Prompt => prompt::add(&bench, &mut page)?,
            Part::Read => read::add(&bench, &mut page)?,
            Part::Report => report::add(&bench, &mut page)?,
            Part::Run => run::add(&bench, &mut page)?,
            Part::Hook => hook::add(&bench, &mut page)?,
            Part::Recall => recall::add(&bench, &mut page)?,
        }
    }
    page.conclude(&machine::load());
    Ok(page)
}
