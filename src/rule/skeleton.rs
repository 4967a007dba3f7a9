//! A rule file to start from: it is read without a mistake, and its examples hold. Knows nothing of where it goes.

use crate::lang::Lang;

/// The text of the new rule `id`, with comments in `lang`.
#[must_use]
pub fn skeleton(id: &str, lang: Lang) -> String {
    lang.pick(ENGLISH, JAPANESE).replace("{id}", id)
}

const ENGLISH: &str = r#"# {id}.toml - the name of the file is the name of the rule: `mailcheck explain {id}`
#
# It is reported when every `when` holds and no `unless` does. What can be asked of a draft: docs/facts.md. How it is
# asked: docs/writing-rules.md. Change one thing after the other, and run `mailcheck rules test` in between.

category = "attachments"          # exposure, recipients, thread, text, attachments, mailing, reading, policy, workflow
severity = "warning"              # info, warning or error
since = "0.1.0"                   # the version of your rules in which it appeared

# One sentence: the fact, in lower case, without a full stop. {filename} is filled in with what was found.
message.en = "an old price list goes outside: {filename}"
message.ja = "古い価格表が組織の外に送られます：{filename}"
# One thing to do.
help.en = "attach the price list of this year"
help.ja = "今年の価格表を添付してください"
# Why it matters, for `mailcheck explain`: the harm, a case, when it is fine.
why.en = "Whoever gets an old price list may insist on its prices."
why.ja = "古い価格表を受け取った相手から、その価格を求められることがあります。"

# Every `when` must hold. This one looks for attachments with one of these words in their names ...
[[when.attachments]]
filename = ["price-list-2024", "価格表2024"]
label.en = "last year's"          # what the report says beside each of them
label.ja = "昨年のものです"

# ... and this one for a recipient outside.
[[when.recipients]]
external = true

# None of these may hold. Take the number signs away to let answers and forwards pass.
#[[unless.message]]
#reply = true

# The proof. A bad example must be reported, at the texts of `points-at`.
[[bad]]
points-at = ["price-list-2024.pdf"]
attach = ["price-list-2024.pdf"]
draft = '''
From: Ann <ann@city.example>
To: Taro <taro@yamada.example>
Subject: Prices

Our prices are attached.
'''

# A good example must not. Each is a bad one with one thing put right; a condition that no example needs is reported.
[[good]]
because = "it is the list of this year"
attach = ["price-list-2025.pdf"]
draft = '''
From: Ann <ann@city.example>
To: Taro <taro@yamada.example>
Subject: Prices

Our prices are attached.
'''

[[good]]
because = "a colleague may have it"
attach = ["price-list-2024.pdf"]
draft = '''
From: Ann <ann@city.example>
To: Ken <ken@city.example>
Subject: Prices

Our prices are attached.
'''
"#;

const JAPANESE: &str = r#"# {id}.toml - ファイル名がルール名になります：mailcheck explain {id}
#
# when がすべて当てはまり、unless がどれも当てはまらないときに報告されます。下書きの何を調べられるかは
# docs/facts.ja.md、書き方は docs/writing-rules.ja.md にあります。1 か所変えるたびに mailcheck rules test で試してください。

category = "attachments"          # exposure, recipients, thread, text, attachments, mailing, reading, policy, workflow
severity = "warning"              # info、warning、error のどれか
since = "0.1.0"                   # このルールが加わった版（自分のルール集の版）

# 見つかったことを 1 文で。{filename} には見つかったものが入ります。英語と日本語の両方が必要です。
message.en = "an old price list goes outside: {filename}"
message.ja = "古い価格表が組織の外に送られます：{filename}"
# どうすればよいかを 1 つ。
help.en = "attach the price list of this year"
help.ja = "今年の価格表を添付してください"
# なぜ困るのか。mailcheck explain で表示されます。
why.en = "Whoever gets an old price list may insist on its prices."
why.ja = "古い価格表を受け取った相手から、その価格を求められることがあります。"

# when はすべて当てはまらなければなりません。これは、名前にこれらの語を含む添付ファイルを探します。
[[when.attachments]]
filename = ["price-list-2024", "価格表2024"]
label.en = "last year's"          # 見つかった場所に添える言葉
label.ja = "昨年のものです"

# これは、組織の外の宛先を探します。
[[when.recipients]]
external = true

# unless はどれも当てはまってはなりません。行頭の # を外すと、返信や転送では報告しません。
#[[unless.message]]
#reply = true

# 証明。bad の例は、points-at の文字列の場所で報告されなければなりません。
[[bad]]
points-at = ["価格表2024.pdf"]
attach = ["価格表2024.pdf"]
draft = '''
From: 市民課 <ann@city.example>
To: 山田太郎 <taro@yamada.example>
Subject: 価格表の件

価格表をお送りします。
'''

# good の例は報告されてはなりません。bad の例を 1 か所だけ直したものです。どの例にも要らない条件は報告されます。
[[good]]
because = "今年の価格表である"
attach = ["価格表2025.pdf"]
draft = '''
From: 市民課 <ann@city.example>
To: 山田太郎 <taro@yamada.example>
Subject: 価格表の件

価格表をお送りします。
'''

[[good]]
because = "同僚に送る"
attach = ["価格表2024.pdf"]
draft = '''
From: 市民課 <ann@city.example>
To: 佐藤健 <ken@city.example>
Subject: 価格表の件

価格表をお送りします。
'''
"#;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::rule::file::RuleFile;

    #[test]
    fn what_stands_behind_a_number_sign_may_be_used() {
        for lang in Lang::ALL {
            let text = skeleton("old-price-list", lang).replace("#[[unless", "[[unless").replace("#reply", "reply");
            let file = RuleFile::parse("old-price-list", "old-price-list.toml", &text, &[]).unwrap();
            assert_eq!((file.when.len(), file.unless.len(), file.good.len()), (2, 1, 2));
        }
    }
}
