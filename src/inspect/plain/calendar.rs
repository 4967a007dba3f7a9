//! Calendars (iCalendar): what entries say, and who takes part, each in a row of name and address.

use super::content_line::{self, ContentLine};
use super::{Look, row};
use crate::inspect::place::Part;
use crate::inspect::visitor::Obstacle;

/// Shows the entries in order.
pub(super) fn show(bytes: &[u8], look: &mut Look<'_>) {
    let place = look.place(Part::Text, None);
    look.visitor.enter(&place);
    let mut met = None;
    let mut number = 0;
    content_line::each(bytes, look, |line, look| {
        met = take(line, &mut number, look).err();
        met.is_none()
    });
    look.visitor.leave();
    if let Some(obstacle) = met {
        look.visitor.obstacle(&place, obstacle);
    }
}

fn take(line: &ContentLine, number: &mut u64, look: &mut Look<'_>) -> Result<(), Obstacle> {
    match line.name.as_str() {
        "ATTENDEE" | "ORGANIZER" => {
            *number += 1;
            let is_address = line.value.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
            let address = if is_address { &line.value[7..] } else { &line.value };
            row(*number, [line.parameter("CN").unwrap_or_default(), address].into_iter(), look)
        }
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "COMMENT" | "CONTACT" if !line.value.is_empty() => {
            look.budget.take_text(line.value.len() as u64)?;
            line.value.lines().for_each(|line| look.visitor.text(line));
            if line.is_cut { Err(Obstacle::Text) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::record;

    #[test]
    fn entries_show_their_texts_and_who_takes_part() {
        let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:面談\\, 見本様\n\
            ORGANIZER;CN=\"Mihon: Taro\":mailto:taro@corp.example\n\
            ATTENDEE;CN=見本 花子;RSVP=TRUE:MAILTO:hanako\n @client.example\nEND:VEVENT\nEND:VCALENDAR\n";
        assert_eq!(
            record("a.ics", calendar.as_bytes()),
            [
                "file calendar",
                "enter text",
                "text 面談, 見本様",
                "row 1: Mihon: Taro | taro@corp.example",
                "row 2: 見本 花子 | hanako@client.example"
            ]
        );
    }

    #[test]
    fn each_line_of_a_description_is_one() {
        let calendar =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:見本 太郎\\n\\n  見本 花子\nEND:VEVENT\nEND:VCALENDAR\n";
        let told = record("a.ics", calendar.as_bytes());
        assert_eq!(told[2..], ["text 見本 太郎", "text 見本 花子"]);
    }
}
