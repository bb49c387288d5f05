// The door of a fair. Without this file the plain forms of the page work; with it the page goes on counting while there is no network.
// Every entry gets an id of its own and stays in the phone until the service has answered it: sent twice, it counts once.
// Plain ES5, because village phones run old web views.
(function () {
  'use strict';
  var doc = document, root = doc.querySelector('[data-door]');
  if (!root || !window.localStorage || !window.JSON) return;
  var fair = root.getAttribute('data-door'), key = 'door-' + fair, lookKey = 'door-look-' + fair;
  var state = root.querySelector('[data-door-state]'), log = root.querySelector('[data-door-log]');
  var people = doc.querySelector('[data-door-people]'), entries = doc.querySelector('[data-door-entries]');
  var busy = false, BATCH = 50, EVERY = 5000, SAME = 60000, seen = {};

  function say(name) { return root.getAttribute('data-' + name) || ''; }
  function read(name) { try { return JSON.parse(localStorage.getItem(name)) || []; } catch (e) { return []; } }
  function write(name, list) { localStorage.setItem(name, JSON.stringify(list)); }
  function device() {
    var name = localStorage.getItem('door-device');
    if (!name) { name = uuid().slice(0, 8); localStorage.setItem('door-device', name); }
    return name;
  }
  function uuid() {
    var bytes = new Uint8Array(16), hex = '';
    (window.crypto || window.msCrypto).getRandomValues(bytes);
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    for (var i = 0; i < 16; i++) hex += (bytes[i] + 256).toString(16).slice(1);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

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

  function line(text, kind) {
    var item = doc.createElement('li'), p = doc.createElement('p'), badge = doc.createElement('span');
    badge.className = 'badge ' + kind;
    badge.textContent = text;
    p.appendChild(badge);
    item.appendChild(p);
    log.hidden = false;
    log.insertBefore(item, log.firstChild);
    while (log.children.length > 12 && !log.lastChild.hasAttribute('data-look')) log.removeChild(log.lastChild);
    return item;
  }
  function show() {
    var waiting = read(key).length;
    state.textContent = waiting ? say('waiting').replace('#', waiting) : '';
    root.setAttribute('data-count-waiting', waiting);
  }

  // What the service could not take must be looked at by somebody; it stays on the page until then.
  function look(entry, text) {
    var item = line((entry.number || entry.name || '') + ' ' + text + ' ' + say('look'), 'stop');
    var button = doc.createElement('button');
    item.setAttribute('data-look', entry.id);
    button.type = 'button';
    button.className = 'btn small second';
    button.textContent = say('done');
    button.addEventListener('click', function () {
      write(lookKey, read(lookKey).filter(function (one) { return one.entry.id !== entry.id; }));
      log.removeChild(item);
    });
    item.appendChild(button);
  }

  function add(entry) {
    entry.id = uuid();
    entry.at = new Date().toISOString();
    entry.device = device();
    var list = read(key);
    list.push(entry);
    write(key, list);
    show();
    send();
  }

  function answered(sent, answer) {
    var by = {};
    sent.forEach(function (entry) { by[entry.id] = entry; });
    answer.results.forEach(function (result) {
      var entry = by[result.id];
      if (!entry) return;
      if (result.answer === 'in' || result.answer === 'again') {
        line(result.text, result.answer === 'in' ? 'ok' : 'warn');
      } else {
        write(lookKey, read(lookKey).concat([{ entry: entry, text: result.text }]));
        look(entry, result.text);
      }
      // Taken out one by one: what was added while the request was under way stays.
      write(key, read(key).filter(function (one) { return one.id !== result.id; }));
    });
    people.textContent = answer.people;
    entries.textContent = answer.entries;
    show();
    if (read(key).length) send();
  }

  function send() {
    var list = read(key).slice(0, BATCH);
    if (busy || !list.length) return;
    busy = true;
    var request = new XMLHttpRequest();
    request.open('POST', '/fairs/' + fair + '/door/batch');
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = 20000;
    request.onload = function () {
      busy = false;
      var answer = null;
      if (request.status === 200) { try { answer = JSON.parse(request.responseText); } catch (e) { answer = null; } }
      if (answer) return answered(list, answer);
      state.textContent = say(request.status === 409 ? 'shut' : request.status === 200 ? 'sign-in' : 'offline') + ' ' + say('waiting').replace('#', read(key).length);
    };
    request.onerror = request.ontimeout = function () {
      busy = false;
      state.textContent = say('offline') + ' ' + say('waiting').replace('#', read(key).length);
    };
    request.send(JSON.stringify({ entries: list }));
  }

  // The forms of the page, kept instead of sent.
  root.addEventListener('submit', function (event) {
    var form = event.target, field = function (name) { var f = form.querySelector('[name="' + name + '"]'); return f ? f.value : ''; };
    event.preventDefault();
    var token = field('token'), number = digits(field('number'));
    if (token) {
      add({ token: token });
      form.parentNode.removeChild(form);
    } else if (field('name') || field('phone')) {
      add({ name: field('name'), phone: field('phone'), place: field('place') });
      form.reset();
      form.parentNode.open = false;
      state.scrollIntoView();
    } else if (fits(number)) {
      add({ number: number });
      form.reset();
      form.querySelector('[name="number"]').focus();
    } else {
      line(number + ' ' + say('wrong'), 'stop');
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
          add({ token: found[2] });
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

  // Nobody closes the page over entries that wait, without being asked.
  window.addEventListener('beforeunload', function (event) {
    if (read(key).length) { event.preventDefault(); event.returnValue = ''; }
  });
  window.addEventListener('online', send);
  read(lookKey).forEach(function (one) { look(one.entry, one.text); });
  setInterval(send, EVERY);
  show();
  send();
})();
