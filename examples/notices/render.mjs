#!/usr/bin/env node
// Render every template here with every record: Handlebars (*.hbs.eml), Mustache (*.mustache.eml) and template literals
// (*.js.eml). Usage: node render.mjs OUT

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

// The packages are looked for where the command runs, so that none need lie here.
const require = createRequire(path.join(process.cwd(), "package.json"));
const Handlebars = require("handlebars");
const Mustache = require("mustache");

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

const engines = {
  hbs: (text, record) => Handlebars.compile(text)(record),
  mustache: (text, record) => Mustache.render(text, record),
  js: (text, record) => new Function(...Object.keys(record), "return `" + text + "`")(...Object.values(record)),
};

const out = process.argv[2];
for (const recordFile of fs.readdirSync(path.join(here, "records"))) {
  const record = JSON.parse(fs.readFileSync(path.join(here, "records", recordFile), "utf8"));
  for (const template of fs.readdirSync(path.join(here, "templates"))) {
    const render = engines[template.split(".").at(-2)];
    if (!render) continue;
    const folder = path.join(out, path.parse(recordFile).name);
    fs.mkdirSync(folder, { recursive: true });
    const text = fs.readFileSync(path.join(here, "templates", template), "utf8");
    fs.writeFileSync(path.join(folder, template), render(text, record));
  }
}
