// Adds only: every page works without this file. Plain ES5, because village phones run old web views.
(function () {
  'use strict';
  var doc = document;
  function all(selector, within) { return [].slice.call((within || doc).querySelectorAll(selector)); }

  // Ask once more before something that cannot be taken back.
  doc.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-confirm]');
    if (button && !window.confirm(button.getAttribute('data-confirm'))) event.preventDefault();
  });

  // A slow line invites a second tap. The button goes quiet after the form data is collected,
  // and comes back after a while or when the page is shown again from the back button.
  doc.addEventListener('submit', function (event) {
    if (event.defaultPrevented || event.target.method !== 'post') return;
    var buttons = all('button', event.target);
    function set(off) { buttons.forEach(function (b) { if (!b.hasAttribute('data-off')) b.disabled = off; }); }
    buttons.forEach(function (b) { if (b.disabled) b.setAttribute('data-off', ''); });
    setTimeout(function () { set(true); }, 0);
    setTimeout(function () { set(false); }, 8000);
    window.addEventListener('pageshow', function () { set(false); });
  });

  // "All on this page" box, and how many rows are picked.
  all('[data-count]').forEach(function (out) {
    var name = out.getAttribute('data-count');
    var boxes = all('input[name="' + name + '"]');
    var master = doc.querySelector('[data-all="' + name + '"]');
    function count() {
      var n = boxes.filter(function (b) { return b.checked; }).length;
      out.textContent = n;
      if (master) { master.checked = n > 0 && n === boxes.length; master.indeterminate = n > 0 && n < boxes.length; }
    }
    if (master) master.addEventListener('change', function () {
      boxes.forEach(function (b) { b.checked = master.checked; });
      count();
    });
    boxes.forEach(function (b) { b.addEventListener('change', count); });
    if (out.parentNode.hasAttribute('data-counted')) out.parentNode.hidden = false;
    count();
    window.addEventListener('pageshow', count);
  });

  // Filters stand open beside the list on a wide screen, shut above it on a phone.
  if (window.matchMedia && matchMedia('(min-width:60em)').matches) {
    all('details.filters').forEach(function (d) { d.open = true; });
  }

  // Suggestions while typing, as the browser's own list. Asked for after a pause, never while a word is being composed.
  all('[data-suggest]').forEach(function (box) {
    var list = doc.createElement('datalist'), timer, asked = '';
    list.id = box.id + '-list';
    box.parentNode.appendChild(list);
    box.setAttribute('list', list.id);
    box.addEventListener('input', function (event) {
      clearTimeout(timer);
      if (event.isComposing) return;
      timer = setTimeout(function () {
        var typed = box.value.trim();
        if (!typed || typed === asked) return;
        asked = typed;
        var request = new XMLHttpRequest();
        request.open('GET', box.getAttribute('data-suggest') + '?q=' + encodeURIComponent(typed));
        request.onload = function () {
          if (request.status !== 200 || typed !== asked) return;
          list.textContent = '';
          JSON.parse(request.responseText).suggestions.forEach(function (one) {
            list.appendChild(doc.createElement('option')).value = one.text;
          });
        };
        request.send();
      }, 250);
    });
  });

  // The error summary takes the focus, so that a screen reader starts there.
  var errors = doc.querySelector('.errors');
  if (errors) errors.focus();

  all('[data-print]').forEach(function (b) {
    b.hidden = false;
    b.addEventListener('click', function () { window.print(); });
  });

  // Read aloud, only where the machine has a voice of the page's language. Voices arrive late.
  var speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  var lang = (doc.documentElement.lang || 'zh').slice(0, 2);
  function offer() {
    var voice = speech.getVoices().filter(function (v) { return v.lang.slice(0, 2) === lang; })[0];
    if (voice) all('[data-speak][hidden]').forEach(function (b) {
      b.hidden = false;
      b.addEventListener('click', function () {
        if (speech.speaking) return speech.cancel();
        var text = doc.getElementById(b.getAttribute('data-speak')).innerText;
        text.split(/[\n。;;]+/).forEach(function (sentence) {
          if (!sentence.trim()) return;
          var u = new SpeechSynthesisUtterance(sentence);
          u.voice = voice; u.lang = voice.lang; u.rate = 0.85;
          speech.speak(u);
        });
      });
    });
  }
  offer();
  if (speech.addEventListener) speech.addEventListener('voiceschanged', offer);
})();
