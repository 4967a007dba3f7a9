// Asks mailcheck about every mail before it is sent. Whatever goes wrong keeps the mail: only a plain "ok" lets it go.
"use strict";

// The name of mailcheck's native manifest.
const HOST = "mailcheck";

// What the windows with reasons show, by a number in their address.
const shown = new Map();
let lastKey = 0;
// The window with reasons for each compose window.
const windows = new Map();

messenger.compose.onBeforeSend.addListener(async (tab, details) => {
  const reply = await asked(tab, details);
  closeReasons(tab.id);
  if (reply?.ok === true) {
    return {};
  }
  // Not waited for: the compose window is locked until this listener has answered.
  showReasons(tab.id, { subject: details.subject, ...reply }).catch(console.error);
  return { cancel: true };
});

async function asked(tab, details) {
  let request;
  try {
    request = {
      locale: messenger.i18n.getUILanguage(),
      details: await withRecipients(await withPictures(tab, details)),
      attachments: await attachmentsOf(tab, details),
      inReplyTo: await answeredBy(details),
    };
  } catch (error) {
    return { ok: false, error: messenger.i18n.getMessage("unread", String(error?.message ?? error)) };
  }
  try {
    return await messenger.runtime.sendNativeMessage(HOST, request);
  } catch (error) {
    return {
      ok: false,
      error: messenger.i18n.getMessage("hostMissing", String(error?.message ?? error)),
      isHostMissing: true,
    };
  }
}

async function answeredBy(details) {
  if (details.type != "reply" || details.relatedMessageId == null) {
    return null;
  }
  try {
    return (await messenger.messages.get(details.relatedMessageId)).headerMessageId;
  } catch {
    // It is gone by now; that this is an answer is known all the same.
    return null;
  }
}

async function showReasons(tabId, reasons) {
  const key = String(++lastKey);
  shown.set(key, reasons);
  const opened = await messenger.windows.create({
    type: "popup",
    url: `reasons.html?${key}`,
    width: 640,
    height: 480,
    allowScriptsToClose: true,
  });
  windows.set(tabId, { id: opened.id, key });
}

function closeReasons(tabId) {
  const earlier = windows.get(tabId);
  if (earlier) {
    windows.delete(tabId);
    shown.delete(earlier.key);
    // Somebody has closed it by hand.
    messenger.windows.remove(earlier.id).catch(() => {});
  }
}

messenger.runtime.onMessage.addListener(async message => shown.get(message.key));
