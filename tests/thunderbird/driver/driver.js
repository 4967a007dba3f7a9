// Composes mails as a user would, sends them, and tells the test what Thunderbird made of it. The test answers when it is
// ready for the next one. TEST_PORT and APPROVED come from port.js, which the test writes.
"use strict";

const ME = "Ann <ann@tsubame.example>";
const COLLEAGUE = "Bob <bob@tsubame.example>";
const PARTNER = "Carol <carol@kasasagi.example>";
const STRANGERS = [
  "hana.test01@gmail.com",
  "taro.test02@docomo.ne.jp",
  "yui.test03@yahoo.co.jp",
  "ken.test04@gmail.com",
  "mei.test05@ezweb.ne.jp",
];

const plain = details => ({ isPlainText: true, plainTextBody: "Dear Bob,\n\nhere they are.\n", ...details });
const file = (name, content, type) => new File([content], name, { type });

// The number of a message that has come from outside, with an attachment.
let message = null;
let folder = null;
async function received() {
  const raw = [
    "From: Carol <carol@kasasagi.example>",
    "To: Ann <ann@tsubame.example>",
    "Subject: Minutes: July",
    "Message-ID: <1@kasasagi.example>",
    "Date: Mon, 02 Nov 2026 09:00:00 +0900",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Dear Ann,\r\n\r\nhere they are.\r\n\r\nCarol",
    "--b",
    "Content-Type: text/csv",
    'Content-Disposition: attachment; filename="minutes.csv"',
    "",
    "a,b",
    "--b--",
    "",
  ].join("\r\n");
  return (message ??= await imported(raw));
}

async function imported(raw) {
  const local = (await messenger.accounts.list()).find(account => account.type == "none" || account.type == "local");
  folder ??= await messenger.folders.create(local.rootFolder ?? local.folders[0], "Test");
  const { id } = await messenger.messages.import(file("minutes.eml", raw, "message/rfc822"), folder.id ?? folder);
  return id;
}

const scenarios = {
  good: () =>
    messenger.compose.beginNew(
      plain({ to: [COLLEAGUE], subject: "Good", attachments: [{ file: file("minutes.txt", "Minutes", "text/plain") }] }),
    ),
  bad: () =>
    messenger.compose.beginNew(
      plain({
        to: STRANGERS,
        bcc: [COLLEAGUE],
        subject: "Bad",
        attachments: [{ file: file("minutes.txt", "Minutes", "text/plain") }],
      }),
    ),
  html: () =>
    messenger.compose.beginNew({
      to: [COLLEAGUE],
      subject: "会議",
      isPlainText: false,
      body: "<p>Dear {{name}},</p><p>here they are.</p>",
    }),
  attachment: () => {
    const rows = Array.from({ length: 200 }, (_, at) => `Member ${at},member.${at}@city${at}.example`);
    const content = ["Name,Address", ...rows].join("\n");
    return messenger.compose.beginNew(
      plain({ to: [PARTNER], subject: "Attachment", attachments: [{ file: file("名簿.csv", content, "text/csv") }] }),
    );
  },
  list: async () => {
    const book = await messenger.addressBooks.create({ name: "Test" });
    const list = await messenger.mailingLists.create(book, { name: "Parents" });
    for (const PrimaryEmail of STRANGERS) {
      await messenger.mailingLists.addMember(list, await messenger.contacts.create(book, null, { PrimaryEmail }));
    }
    return messenger.compose.beginNew(plain({ to: [{ id: list, type: "mailingList" }], subject: "List" }));
  },
  reply: async () => messenger.compose.beginReply(await received(), "replyToSender"),
  forward: async () =>
    messenger.compose.beginForward(await received(), "forwardInline", { to: [COLLEAGUE], subject: "Fwd: Minutes" }),
  attached: async () =>
    messenger.compose.beginForward(await received(), "forwardAsAttachment", plain({ to: [COLLEAGUE], subject: "Fwd: Minutes" })),
};
// A draft that lies in a file is opened, and sent as Thunderbird writes it anew.
scenarios.waiting = async () => messenger.compose.beginNew(await imported(APPROVED));
scenarios.approved = scenarios.waiting;
// Their host is gone by then.
scenarios.alone = scenarios.good;

async function tell(told) {
  const answer = await fetch(`http://127.0.0.1:${TEST_PORT}/`, { method: "POST", body: JSON.stringify(told) });
  return answer.text();
}

async function reasonWindows() {
  const windows = await messenger.windows.getAll({ populate: true });
  return windows.flatMap(({ type, tabs }) => (type == "popup" ? tabs.map(tab => tab.title) : [])).filter(title => title);
}

async function closePopups() {
  for (const { id, type } of await messenger.windows.getAll()) {
    if (type == "popup") {
      await messenger.windows.remove(id);
    }
  }
}

async function run(name) {
  const told = { name };
  try {
    const tab = await scenarios[name]();
    try {
      await messenger.compose.sendMessage(tab.id, { mode: "sendNow" });
      told.sent = true;
    } catch (error) {
      told.sent = false;
      told.error = error.message;
      const { to, bcc } = await messenger.compose.getComposeDetails(tab.id);
      const attachments = (await messenger.compose.listAttachments(tab.id)).map(attachment => attachment.name);
      Object.assign(told, { to, bcc, attachments });
      // The window opens after the answer.
      for (let tries = 0; tries < 100 && !(told.reasons = await reasonWindows()).length; tries++) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      await closePopups();
    }
  } catch (error) {
    told.failed = `${error.message} ${error.stack}`;
  }
  return told;
}

(async () => {
  let next = await tell({});
  while (next) {
    next = await tell(await run(next));
  }
})();
