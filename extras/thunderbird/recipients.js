// Recipients as texts. Entries of the address book become addresses, and a mailing list its members: Thunderbird puts them
// in after it has asked add-ons, so that this is the last moment to see how many there are.
"use strict";

const RECIPIENT_FIELDS = ["to", "cc", "bcc", "replyTo", "followupTo"];

async function withRecipients(details) {
  const lists = await mailingLists();
  const looked = { ...details };
  if (details.from != null) {
    looked.from = await mailboxesOf([details.from], []);
  }
  for (const field of RECIPIENT_FIELDS) {
    const named = details[field];
    looked[field] = named == null ? [] : await mailboxesOf(Array.isArray(named) ? named : [named], lists);
  }
  return looked;
}

async function mailingLists() {
  const lists = [];
  for (const book of await messenger.addressBooks.list()) {
    // Directories of an organization hold no lists that Thunderbird could expand.
    if (!book.remote) {
      lists.push(...(await messenger.mailingLists.list(book.id)));
    }
  }
  return lists;
}

async function mailboxesOf(recipients, lists) {
  const mailboxes = [];
  for (const recipient of recipients) {
    if (typeof recipient != "string") {
      mailboxes.push(...(await mailboxesOfEntry(recipient)));
      continue;
    }
    const list = lists.find(list => isList(recipient, list));
    const members = list ? await membersOf(list.id) : [];
    // An empty list stays as it stands: it is no address, which mailcheck says.
    mailboxes.push(...(members.length ? members : [recipient]));
  }
  return mailboxes;
}

async function mailboxesOfEntry(entry) {
  const id = entry.id ?? entry.nodeId;
  if ((entry.type ?? entry.nodeType) == "mailingList") {
    return membersOf(id);
  }
  return [mailboxOf(await messenger.contacts.get(id))];
}

async function membersOf(id) {
  const members = await messenger.mailingLists.listMembers(id);
  return members.map(mailboxOf).filter(mailbox => mailbox);
}

// Thunderbird writes a list as its name and, in place of an address, its description or else its name again.
function isList(recipient, list) {
  const [, quoted, plain, address] = /^(?:"((?:[^"\\]|\\.)*)"|([^<]*?))\s*<([^>]*)>$/.exec(recipient) ?? [];
  const name = quoted?.replace(/\\(.)/g, "$1") ?? plain ?? recipient;
  const same = (one, other) => one.trim().toLowerCase() == other.trim().toLowerCase();
  const target = list.description || list.name;
  return same(name, list.name) && (address === undefined || same(address.replace(/^"|"$/g, ""), target));
}

function mailboxOf(contact) {
  const { DisplayName: name, PrimaryEmail: address } = contact.properties;
  if (!address) {
    return "";
  }
  return name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}
