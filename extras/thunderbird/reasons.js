// The window that says why a mail was not sent, and stays until it is closed.
"use strict";

const text = (name, value) => messenger.i18n.getMessage(name, value);

function add(parent, kind, content, name) {
  const element = parent.appendChild(document.createElement(kind));
  element.textContent = content;
  element.className = name;
}

async function show() {
  const reasons = await messenger.runtime.sendMessage({ key: location.search.slice(1) });
  const byId = id => document.getElementById(id);
  document.documentElement.lang = messenger.i18n.getUILanguage();
  document.title = text("notSentTitle");
  document.querySelector("h1").textContent = text("notSent");
  byId("close").textContent = text("close");
  byId("close").addEventListener("click", () => window.close());
  byId("next").textContent = text(reasons?.isHostMissing ? "install" : "next");
  byId("subject").textContent = reasons?.subject ?? "";
  byId("error").textContent = reasons?.error ?? (reasons?.findings?.length ? "" : (reasons?.text ?? text("unknown")));
  for (const finding of reasons?.findings ?? []) {
    const item = byId("findings").appendChild(document.createElement("li"));
    const place = finding.place ? text("place", finding.place) : "";
    add(item, "p", finding.message + place, "message");
    if (finding.help) {
      add(item, "p", finding.help, "help");
    }
    add(item, "p", finding.rule, "rule");
  }
}

show();
