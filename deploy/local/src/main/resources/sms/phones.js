"use strict";

const phones = document.getElementById("phones");
const template = document.getElementById("phone");
const shown = new Set();
const link = /https?:\/\/[^\s]+/g;
const time = new Intl.DateTimeFormat("he", { dateStyle: "short", timeStyle: "short" });

function phoneOf(message) {
  return message.status === "REPLY" ? message.from : message.to;
}

function senderOf(message) {
  return message.status === "REPLY" ? message.to : message.from;
}

function section(number, sender) {
  const id = "phone-" + number.replace(/\D/g, "");
  return document.getElementById(id) ?? addSection(id, number, sender);
}

function addSection(id, number, sender) {
  const phone = template.content.firstElementChild.cloneNode(true);
  phone.id = id;
  phone.dataset.sender = sender;
  phone.querySelector("h2").textContent = number;
  phone.querySelector("ol").setAttribute("aria-label", "הודעות אל " + number);
  const form = phone.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    reply(phone, number, form.elements.text.value);
  });
  form.querySelectorAll(".quick button").forEach((button) =>
    button.addEventListener("click", () => reply(phone, number, button.value)));
  phones.append(phone);
  document.getElementById("empty")?.remove();
  return phone;
}

/** Text stays text: only what looks like a web address becomes a link. */
function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(link)) {
    parts.push(text.slice(end, found.index));
    const anchor = document.createElement("a");
    anchor.href = found[0];
    anchor.target = "_blank";
    anchor.rel = "noopener";
    anchor.dir = "ltr";
    anchor.textContent = found[0];
    parts.push(anchor);
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

function show(message) {
  if (shown.has(message.id)) return;
  shown.add(message.id);
  const phone = section(phoneOf(message), senderOf(message));
  const item = document.createElement("li");
  item.dir = "auto";
  item.className = message.status === "REPLY" ? "reply" : "";
  item.append(...withLinks(message.text));
  const when = document.createElement("small");
  when.dir = "rtl";
  when.textContent = time.format(new Date(message.receivedAt));
  item.append(when);
  const list = phone.querySelector("ol");
  list.append(item);
  list.scrollTop = list.scrollHeight;
}

async function reply(phone, from, text) {
  const fault = phone.querySelector(".fault");
  try {
    const answer = await fetch("replies", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ from, to: phone.dataset.sender, text }),
    });
    fault.hidden = answer.ok;
    if (answer.ok) {
      show(await answer.json());
      phone.querySelector("form").reset();
    }
  } catch {
    fault.hidden = false;
  }
}

async function refresh() {
  try {
    const answer = await fetch("messages");
    if (answer.ok) (await answer.json()).forEach(show);
  } finally {
    setTimeout(refresh, 1000);
  }
}

refresh();
