"use strict";
// The numbers on top become switches; what is switched off is hidden. `#show=error,warning` behind the address
// chooses from the beginning, so that such a view can be passed on.
const boxes = [...document.querySelectorAll("#filter input")];
const drafts = [...document.querySelectorAll("section.draft")].map((section) => ({
  section,
  groups: [...section.querySelectorAll(".group")].map((group) => ({
    group,
    findings: [...group.querySelectorAll(".finding")],
  })),
}));

function apply() {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let visible = 0;
  for (const { section, groups } of drafts) {
    let ofSection = 0;
    for (const { group, findings } of groups) {
      let ofGroup = 0;
      for (const finding of findings) {
        finding.hidden = !shown.has(finding.dataset.weight);
        ofGroup += finding.hidden ? 0 : 1;
      }
      group.hidden = ofGroup === 0;
      ofSection += ofGroup;
    }
    section.hidden = ofSection === 0;
    visible += ofSection;
  }
  document.getElementById("nothing").hidden = visible > 0 || drafts.length === 0;
}

function choose() {
  const chosen = /^#show=([a-z,]+)$/.exec(location.hash);
  if (chosen) {
    const weights = chosen[1].split(",");
    for (const box of boxes) box.checked = weights.includes(box.value);
  }
  apply();
}

for (const box of boxes) {
  box.hidden = false;
  box.addEventListener("change", apply);
}
addEventListener("hashchange", choose);
choose();
