// Attachments with their bytes. One that cannot be read is an error: nobody would know what leaves.
"use strict";

async function attachmentsOf(tab, details) {
  const attachments = [];
  const taken = new Map();
  for (const attachment of await messenger.compose.listAttachments(tab.id)) {
    const sameName = taken.get(attachment.name) ?? 0;
    taken.set(attachment.name, sameName + 1);
    const file = await fileOf(attachment, sameName, details);
    attachments.push({ name: attachment.name, contentType: file.type, base64: await base64Of(file) });
  }
  return attachments;
}

// A picture in the page of a message that was opened lies in that message until it is loaded; then it stands in the page.
// One that stays away is seen as what it is: a picture from elsewhere.
async function withPictures(tab, details) {
  let body = details.body;
  for (let tries = 0; tries < 50 && /\sclass="[^"]*\bloading-internal\b/.test(body ?? ""); tries++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    body = (await messenger.compose.getComposeDetails(tab.id)).body;
  }
  return { ...details, body };
}

async function fileOf(attachment, sameName, details) {
  try {
    return await messenger.compose.getAttachmentFile(attachment.id);
  } catch (error) {
    // Of a forwarded message it is a part, or the whole: Thunderbird fetches it from there when it sends.
    const file = await fileOfRelated(attachment, sameName, details);
    if (file) {
      return file;
    }
    throw new Error(`${attachment.name}: ${error.message}`);
  }
}

async function fileOfRelated(attachment, sameName, details) {
  const id = details.relatedMessageId;
  if (id == null) {
    return null;
  }
  const parts = (await messenger.messages.listAttachments(id)).filter(part => part.name == attachment.name);
  if (parts[sameName]) {
    return messenger.messages.getAttachmentFile(id, parts[sameName].partName);
  }
  if (details.type == "forward" && sameName == 0 && attachment.name.toLowerCase().endsWith(".eml")) {
    const { subject } = await messenger.messages.get(id);
    const letters = text => text.replace(/[^\p{L}\p{N}]/gu, "");
    // Of several forwarded messages only one is known; the name tells which.
    if (letters(attachment.name.slice(0, -4)) == letters(subject)) {
      return messenger.messages.getRaw(id, { data_format: "File" });
    }
  }
  return null;
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Error(`${file.name}: ${reader.error.message}`));
    if (file.size == 0) {
      resolve("");
    } else {
      reader.readAsDataURL(file);
    }
  });
}
