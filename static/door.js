// The door of a fair. Without this file the plain forms of the page work; with it the page goes on counting while there is no network: what
// was noted waits in queue.js until the service has answered it.
// Plain ES5, because village phones run old web views.
(function () {
  'use strict';
  var doc = document, root = doc.querySelector('[data-door]');
  if (!root || !window.labourQueue) return;
  var fair = root.getAttribute('data-door'), state = root.querySelector('[data-door-state]');
  var people = doc.querySelector('[data-door-people]'), entries = doc.querySelector('[data-door-entries]');
  var SAME = 60000, seen = {};
  var queue = window.labourQueue({
    key: 'door-' + fair, url: '/fairs/' + fair + '/door/batch', list: 'entries',
    root: root, state: state, log: root.querySelector('[data-door-log]'),
    name: function (entry) { return entry.number || entry.name || ''; },
    taken: function (result) {
      if (result.answer !== 'in' && result.answer !== 'again') return false;
      queue.line(result.text, result.answer === 'in' ? 'ok' : 'warn');
      return true;
    },
    done: function (answer) {
      people.textContent = answer.people;
      entries.textContent = answer.entries;
    }
  });

  // The check digit of H. M. Damm, as src/domain/fairs/number.rs has it: a wrong number is noticed with no network, too.
  var DAMM = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'];
  function digits(text) {
    return text.replace(/[０-９]/g, function (d) { return String.fromCharCode(d.charCodeAt(0) - 65248); }).replace(/[\s-]/g, '');
  }
  function fits(number) {
    if (!/^\d{2,8}$/.test(number) || +number < 10) return false;
    var row = 0;
    for (var i = 0; i < number.length; i++) row = +DAMM[row].charAt(+number.charAt(i));
    return row === 0;
  }

  // The forms of the page, kept instead of sent.
  root.addEventListener('submit', function (event) {
    var form = event.target, field = function (name) { var f = form.querySelector('[name="' + name + '"]'); return f ? f.value : ''; };
    event.preventDefault();
    var token = field('token'), number = digits(field('number'));
    if (token) {
      queue.add({ token: token });
      form.parentNode.removeChild(form);
    } else if (field('name') || field('phone')) {
      queue.add({ name: field('name'), phone: field('phone'), place: field('place') });
      form.reset();
      form.parentNode.open = false;
      state.scrollIntoView();
    } else if (fits(number)) {
      queue.add({ number: number });
      form.reset();
      form.querySelector('[name="number"]').focus();
    } else {
      queue.line(number + ' ' + root.getAttribute('data-wrong'), 'stop');
      form.querySelector('[name="number"]').select();
    }
  });

  // The camera, where the browser reads codes by itself.
  var camera = root.querySelector('[data-door-camera]'), video = root.querySelector('[data-door-video]');
  function watch(stream) {
    var detector = new window.BarcodeDetector({ formats: ['qr_code'] });
    video.srcObject = stream;
    video.hidden = false;
    video.play();
    setInterval(function () {
      if (!video.videoWidth) return;
      detector.detect(video).then(function (codes) {
        codes.forEach(function (code) {
          var found = /\/fairs\/([0-9a-f-]{36})\/door\?t=([0-9a-f]{32})$/.exec(code.rawValue), now = Date.now();
          if (!found || found[1] !== fair || now - (seen[found[2]] || 0) < SAME) return;
          seen[found[2]] = now;
          queue.add({ token: found[2] });
          if (navigator.vibrate) navigator.vibrate(80);
        });
      });
    }, 300);
  }
  if (camera && window.BarcodeDetector && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    camera.hidden = false;
    camera.addEventListener('click', function () {
      navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(watch, function () { camera.hidden = true; });
    });
  }
})();
