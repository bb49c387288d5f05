// What a phone notes while there is no network: kept in the phone until the service has answered it. The door of a fair and the roll call of
// a transfer use it. Every entry gets an id of its own, so that one which is sent twice counts once.
// Plain ES5, because village phones run old web views.
//
// labourQueue({ key, url, root, state, list, name, wrap, taken, done }) gives { add, waiting, send, line }:
// key: name in the store of the phone; url: where deliveries go; list: name of their array; root: holds the sentences as data-…;
// state: element that says how many wait; log: list element for what came back; name(entry): who it is, for what somebody must look at;
// taken(result, entry): shows an answer and tells whether it may be forgotten; done(answer): shows the counts.
(function () {
  'use strict';
  var doc = document, BATCH = 50, EVERY = 5000;

  function uuid() {
    var bytes = new Uint8Array(16), hex = '';
    (window.crypto || window.msCrypto).getRandomValues(bytes);
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    for (var i = 0; i < 16; i++) hex += (bytes[i] + 256).toString(16).slice(1);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
  function read(name) { try { return JSON.parse(localStorage.getItem(name)) || []; } catch (e) { return []; } }
  function write(name, list) { localStorage.setItem(name, JSON.stringify(list)); }
  // One name for a phone, whatever it counts.
  function device() {
    var name = localStorage.getItem('door-device');
    if (!name) { name = uuid().slice(0, 8); localStorage.setItem('door-device', name); }
    return name;
  }

  window.labourQueue = !window.localStorage || !window.JSON ? null : function (options) {
    var key = options.key, lookKey = key + '-look', busy = false;
    function say(name) { return options.root.getAttribute('data-' + name) || ''; }

    function line(text, kind) {
      var log = options.log, item = doc.createElement('li'), p = doc.createElement('p'), badge = doc.createElement('span');
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
      options.state.textContent = waiting ? say('waiting').replace('#', waiting) : '';
      options.root.setAttribute('data-count-waiting', waiting);
    }
    function trouble(what) { options.state.textContent = say(what) + ' ' + say('waiting').replace('#', read(key).length); }

    // What the service could not take must be looked at by somebody; it stays on the page until then.
    function look(entry, text) {
      var item = line(options.name(entry) + ' ' + text + ' ' + say('look'), 'stop'), button = doc.createElement('button');
      item.setAttribute('data-look', entry.id);
      button.type = 'button';
      button.className = 'btn small second';
      button.textContent = say('done');
      button.addEventListener('click', function () {
        write(lookKey, read(lookKey).filter(function (one) { return one.entry.id !== entry.id; }));
        options.log.removeChild(item);
      });
      item.appendChild(button);
    }

    function add(entry) {
      entry.id = uuid();
      entry.at = new Date().toISOString();
      entry.device = device();
      write(key, read(key).concat([entry]));
      show();
      send();
    }

    function answered(sent, answer) {
      var by = {};
      sent.forEach(function (entry) { by[entry.id] = entry; });
      answer.results.forEach(function (result) {
        var entry = by[result.id];
        if (!entry) return;
        if (!options.taken(result, entry)) {
          write(lookKey, read(lookKey).concat([{ entry: entry, text: result.text }]));
          look(entry, result.text);
        }
        // Taken out one by one: what was added while the request was under way stays.
        write(key, read(key).filter(function (one) { return one.id !== result.id; }));
      });
      options.done(answer);
      show();
      if (read(key).length) send();
    }

    function send() {
      var list = read(key).slice(0, BATCH), body = {}, request;
      if (busy || !list.length) return;
      busy = true;
      request = new XMLHttpRequest();
      body[options.list] = list;
      request.open('POST', options.url);
      request.setRequestHeader('Content-Type', 'application/json');
      request.timeout = 20000;
      request.onload = function () {
        var answer = null;
        busy = false;
        if (request.status === 200) { try { answer = JSON.parse(request.responseText); } catch (e) { answer = null; } }
        if (answer) return answered(list, answer);
        trouble(request.status === 409 ? 'shut' : request.status === 200 ? 'sign-in' : 'offline');
      };
      request.onerror = request.ontimeout = function () { busy = false; trouble('offline'); };
      request.send(JSON.stringify(body));
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
    return { add: add, line: line, waiting: function () { return read(key); } };
  };
})();
