// The roll call of a transfer. Without this file the plain forms of the page work; with it a tap counts at once, whether there is a network or
// not: what was tapped waits in queue.js until the service has answered it.
// Plain ES5, because village phones run old web views.
(function () {
  'use strict';
  var doc = document, root = doc.querySelector('[data-roll]');
  if (!root || !window.labourQueue) return;
  var path = root.getAttribute('data-roll'), rows = [].slice.call(root.querySelectorAll('[data-passenger]'));
  var find = root.querySelector('[data-roll-find]'), only = root.querySelector('[data-roll-only]');
  var here = doc.querySelector('[data-roll-here]'), missing = doc.querySelector('[data-roll-missing]');

  function say(name) { return root.getAttribute('data-' + name) || ''; }
  function row(passenger) { return rows.filter(function (one) { return one.getAttribute('data-passenger') === passenger; })[0]; }
  function put(item, present) {
    var badge = item.querySelector('.badge'), button = item.querySelector('button');
    item.setAttribute('data-present', present ? 'yes' : 'no');
    badge.className = present ? 'badge ok' : 'badge wait';
    badge.textContent = say(present ? 'here' : 'missing');
    item.querySelector('[name="present"]').value = present ? 'no' : 'yes';
    button.className = present ? 'btn second' : 'btn';
    button.textContent = say(present ? 'undo' : 'mark');
    button.setAttribute('aria-label', item.getAttribute('data-name') + ' ' + button.textContent);
  }
  function count() {
    var there = rows.filter(function (one) { return one.getAttribute('data-present') === 'yes'; }).length;
    here.textContent = there;
    missing.textContent = rows.length - there;
  }
  function waits(passenger) {
    return queue.waiting().filter(function (entry) { return entry.passenger === passenger; }).pop();
  }
  function narrow() {
    var typed = find.value.replace(/\s/g, '');
    rows.forEach(function (item) {
      var name = item.getAttribute('data-name'), there = item.getAttribute('data-present') === 'yes';
      item.hidden = typed && name.indexOf(typed) < 0 || only.checked && there;
    });
  }

  var queue = window.labourQueue({
    key: 'roll-' + path, url: path + '/batch', list: 'marks',
    root: root, state: root.querySelector('[data-roll-state]'), log: root.querySelector('[data-roll-log]'),
    name: function (entry) { var item = row(entry.passenger); return item ? item.getAttribute('data-name') : ''; },
    taken: function (result) {
      var item = row(result.passenger), later = waits(result.passenger);
      if (result.answer !== 'here' && result.answer !== 'missing') return false;
      // A later tap of the same person that still waits says more than the answer to this one.
      if (item && (!later || later.id === result.id)) put(item, result.answer === 'here');
      return true;
    },
    done: function () { count(); narrow(); }
  });

  root.addEventListener('submit', function (event) {
    var form = event.target, item = form.parentNode, present = form.querySelector('[name="present"]').value === 'yes';
    event.preventDefault();
    put(item, present);
    count();
    queue.add({ passenger: item.getAttribute('data-passenger'), present: present });
    if (navigator.vibrate) navigator.vibrate(40);
    if (find.value) { find.value = ''; narrow(); find.focus(); }
  });
  root.querySelector('[data-roll-tools]').hidden = false;
  find.addEventListener('input', narrow);
  only.addEventListener('change', narrow);
  queue.waiting().forEach(function (entry) { var item = row(entry.passenger); if (item) put(item, entry.present); });
  count();
})();
