// The script of the workbench. It sends a form while one types and puts the answer in place: elements of an answer take
// the place of those with the same id. What the page says comes from the server.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  // Milliseconds without a key before a form is sent; while an answer is awaited only the last of what is typed waits.
  const TYPING = 10;
  const DOUBT = 900; // Milliseconds before an unfinished value is called wrong.

  let queue = Promise.resolve(); // What is written is written in order.
  let opener = null; // What had the focus before the panel was opened.
  let stale = false; // Whether the panel wrote something that the page behind it does not show.

  function swap(text) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    for (const fresh of answer.querySelectorAll("[id]")) {
      const old = find(fresh.id);
      if (!old || fresh.parentElement !== answer.body) continue;
      const scrolled = old.scrollTop;
      const focus = fresh.dataset.focus;
      old.replaceWith(document.adoptNode(fresh));
      find(fresh.id).scrollTop = scrolled;
      if (focus) find(focus)?.focus();
    }
  }

  function fetched(form) {
    const data = new URLSearchParams(new FormData(form));
    const headers = { "X-Part": "1" };
    if (form.method === "post") return fetch(form.action, { method: "POST", body: data, headers });
    return fetch(form.action.split("?")[0] + "?" + data, { headers });
  }

  function send(form) {
    const turn = (form.turn = (form.turn || 0) + 1);
    queue = queue.then(async () => {
      if (turn !== form.turn) return; // A later one is on its way.
      try {
        const answer = await fetched(form);
        const text = await answer.text();
        const unfinished = !answer.ok && form.contains(document.activeElement);
        if (!unfinished) return swap(text);
        setTimeout(() => turn === form.turn && swap(text), DOUBT);
      } catch {
        find("status").className = "refused";
        find("status").textContent = document.documentElement.lang === "en"
          ? "The program does not answer; what you type is not saved. Start `gravamen open` again."
          : "程序没有回应，输入未能保存。请重新运行 gravamen open。";
      }
    });
    return queue;
  }

  function later(form, wait) {
    if (form.closest("#panel") && form.matches("[data-live]")) stale = true;
    clearTimeout(form.timer);
    form.timer = setTimeout(() => send(form), wait);
  }

  function named(details) {
    const chosen = [...details.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
    details.querySelector("summary").textContent = chosen.join(document.documentElement.lang === "en" ? ", " : "、") || "…";
  }

  async function panel(url) {
    if (find("panel").hidden) opener = document.activeElement;
    const answer = await fetch(url, { headers: { "X-Part": "1" } });
    swap(await answer.text());
    find("panel").scrollTop = 0;
    find("panel").focus();
  }

  async function close() {
    find("panel").hidden = true;
    if (stale) {
      stale = false;
      const id = opener?.id;
      // What was typed a moment ago is written first.
      await new Promise((done) => setTimeout(done, 2 * TYPING));
      await queue;
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      for (const part of ["main", "status"]) find(part).replaceWith(document.adoptNode(page.getElementById(part)));
      opener = id ? find(id) : null;
    }
    opener?.focus();
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form) return;
    if (target.type === "checkbox" && target.closest(".many")) named(target.closest(".many"));
    if (target.type === "range") target.parentElement.querySelector("output").value = target.value;
    if (form.matches("[data-live]")) later(form, /^text/.test(target.type) ? TYPING : 0);
    if (form.matches("[data-try]")) later(form, 30);
  });

  document.addEventListener("change", ({ target }) => {
    if (target.form?.matches("[data-choose]")) target.form.submit();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.submitter?.formMethod === "post" && form.method !== "post") return; // To be written, not tried.
    if (form.matches("[data-panel]")) {
      event.preventDefault();
      panel(form.action.split("?")[0] + "?" + new URLSearchParams(new FormData(form)));
    } else if (form.matches("[data-live], [data-try]")) {
      event.preventDefault();
      later(form, 0);
    } else if (form.matches("[data-swap]")) {
      event.preventDefault();
      if (form.closest("#panel")) { find("panel").hidden = true; stale = false; }
      send(form);
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-panel], [data-close], [data-help], [data-print], [data-point]");
    if (!target || target.tagName === "FORM") return;
    if (target.matches("[data-panel]")) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      panel(target.href);
    } else if (target.matches("[data-close]")) close();
    else if (target.matches("[data-help]")) find("help").showModal();
    else if (target.matches("[data-print]")) window.print();
    else {
      const range = target.form.elements.value;
      range.value = target.dataset.point;
      range.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // In a table, up, down and Enter lead to the same column of another row.
  function row(target, step) {
    const cell = target.closest("td");
    const rows = [...cell.closest("tbody").rows];
    const next = rows[rows.indexOf(cell.parentElement) + step];
    const field = next && (next.cells[cell.cellIndex] || next.cells[0]);
    field?.querySelector("input:not([type=hidden]), select, summary")?.focus();
  }

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const typing = target.matches("input, select, textarea");
    const inGrid = target.matches(".grid .cell input");
    if (key === "Escape" && !find("panel").hidden) close();
    else if (key === "?" && !typing) find("help").showModal();
    else if (key === "z" && (event.ctrlKey || event.metaKey) && !typing) {
      const undo = document.querySelector("#status form[data-swap]");
      if (undo) { event.preventDefault(); send(undo); }
    } else if (inGrid && (key === "Enter" || (!target.list && (key === "ArrowDown" || key === "ArrowUp")))) {
      event.preventDefault();
      row(target, key === "ArrowUp" ? -1 : 1);
    }
  });

  // Rows of Excel, pasted into the table of acts, are shown before they are written.
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!event.target.closest?.("[data-grid=act]") || !/\t/.test(text)) return;
    event.preventDefault();
    const area = find("pasted");
    area.value = text;
    area.form.submit();
  });
})();
