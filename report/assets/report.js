// Shows the filter and hides the findings that do not match it. Without JavaScript the page shows all findings.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  var all = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
  var files = Array.prototype.slice.call(document.querySelectorAll("details.file"));
  if (!form || all.length === 0) {
    return;
  }
  function apply() {
    var severities = {};
    form.querySelectorAll("input[name=severity]").forEach(function (box) {
      severities[box.value] = box.checked;
    });
    var rule = form.elements.rule.value;
    var state = form.elements.state ? form.elements.state.value : "";
    var shown = 0;
    all.forEach(function (f) {
      var d = f.dataset;
      f.hidden = !severities[d.severity] || (rule !== "" && d.rule !== rule) || (state !== "" && d.state !== state);
      shown += f.hidden ? 0 : 1;
    });
    files.forEach(function (file) {
      file.hidden = file.querySelector("article.finding:not([hidden])") === null;
    });
    form.querySelector("output").textContent = shown + " of " + all.length + " shown";
  }
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.hidden = false;
  apply();
})();
