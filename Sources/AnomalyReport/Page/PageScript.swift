/// The script of a page: values under the pointer, and zoom of all charts of a group. Without it the page shows the same
/// charts as a whole.
enum PageScript {
  /// Everything between `<script>` and `</script>`; no character that XML reserves.
  static let text = #"""
    (function () {
    "use strict";
    function all(root, selector) { return Array.from(root.querySelectorAll(selector)); }
    function make(parent, tag, name, text) {
      var element = document.createElement(tag);
      if (name) element.className = name;
      if (text) element.textContent = text;
      return parent.appendChild(element);
    }

    // A curve's points, read back from its path: M x y, then steps l, v and h.
    function points(path) {
      if (path.points) return path.points;
      var list = [], x = 0, y = 0;
      path.getAttribute("d").replace(/([Mlvh])([^Mlvh]*)/g, function (_, command, rest) {
        var numbers = (rest.match(/-?\d*\.?\d+/g) || []).map(Number);
        if (command === "M") { x = numbers[0]; y = numbers[1]; }
        if (command === "l") { x += numbers[0]; y += numbers[1]; }
        if (command === "v") y += numbers[0];
        if (command === "h") x += numbers[0];
        list.push([x, y]);
      });
      return path.points = list;
    }
    function nearest(path, x) {
      var best = null;
      points(path).forEach(function (point) {
        if (best === null || Math.abs(best[0] - x) > Math.abs(point[0] - x)) best = point;
      });
      if (best === null || Math.abs(best[0] - x) > 25) return null;
      return best;
    }
    function short(value) {
      if (value === 0) return "0";
      return String(Number(value.toPrecision(3))).replace("-", "\u2212");
    }

    // Where a share of the whole axis lies: a row, or a time.
    function place(figure, share) {
      var rows = Number(figure.dataset.rows);
      var row = Math.min(Math.max(Math.floor(share * rows), 0), rows - 1);
      var text = "row " + (Number(figure.dataset.first) + row);
      if (!figure.dataset.times) return text;
      if (!figure.instants) {
        var time = 0;
        figure.instants = figure.dataset.times.split(" ").map(function (step) { return time += Number(step); });
      }
      var list = figure.instants, at = share * (list.length - 1), low = Math.min(Math.floor(at), list.length - 2);
      var moment = list[low] + (list[low + 1] - list[low]) * (at - low);
      return new Date(moment).toISOString().slice(0, 19).replace("T", " ") + ", " + text;
    }

    function Group(figures) {
      var from = 0, to = 1;
      function show() {
        figures.forEach(function (figure) {
          all(figure, ".plot svg, .lane svg").forEach(function (svg) {
            if (!svg.whole) svg.whole = svg.getAttribute("viewBox").split(" ").map(Number);
            var box = svg.whole;
            svg.setAttribute("viewBox", [box[2] * from, 0, box[2] * (to - from), box[3]].join(" "));
          });
          var axis = figure.querySelector(".axis");
          if (axis.whole === undefined) axis.whole = axis.innerHTML;
          if (from === 0) if (to === 1) { axis.innerHTML = axis.whole; return; }
          axis.textContent = "";
          [0.12, 0.5, 0.88].forEach(function (at) {
            make(axis, "span", "", place(figure, from + at * (to - from))).style.left = 100 * at + "%";
          });
        });
      }
      function zoom(low, high) {
        var width = Math.min(Math.max(high - low, 0.002), 1);
        from = Math.min(Math.max(low, 0), 1 - width);
        to = from + width;
        show();
      }
      function move(by) { zoom(from + by * (to - from), to + by * (to - from)); }
      function scale(by) {
        var middle = (from + to) / 2, half = by * (to - from) / 2;
        zoom(middle - half, middle + half);
      }
      function point(figure, share) {
        figures.forEach(function (other) {
          all(other, ".plot").forEach(function (plot) {
            if (!plot.cursor) plot.cursor = make(plot, "div", "cursor");
            plot.cursor.style.left = 100 * share + "%";
            plot.cursor.hidden = share === null;
          });
        });
        if (share === null) {
          all(figure, "output").forEach(function (output) { output.textContent = ""; });
          return;
        }
        var at = from + share * (to - from), headings = all(figure, ".heading");
        all(figure, ".plot").forEach(function (plot, index) {
          var svg = plot.querySelector("svg"), low = Number(svg.dataset.low), high = Number(svg.dataset.high);
          var parts = all(svg, "path[data-name]").map(function (path) {
            var best = nearest(path, 1000 * at);
            if (best === null) return "";
            var rise = 1 - best[1] / 100;
            var value = svg.dataset.log ? low * Math.pow(high / low, rise) : low + (high - low) * rise;
            return path.dataset.name + " " + short(value);
          }).filter(Boolean);
          if (index === 0) parts.unshift(place(figure, at));
          headings[index].querySelector("output").textContent = parts.join(" \u00b7 ");
        });
      }
      figures.forEach(function (figure) {
        var first = figure.querySelector(".heading, .name");
        if (Number(figure.dataset.rows) > 20) {
          var tools = document.createElement("div");
          tools.className = "tools";
          figure.insertBefore(tools, first);
          [
            ["\u2190", "earlier", function () { move(-0.5); }], ["\u2192", "later", function () { move(0.5); }],
            ["+", "zoom in", function () { scale(0.5); }], ["\u2212", "zoom out", function () { scale(2); }],
            ["whole", "show all rows", function () { zoom(0, 1); }]
          ].forEach(function (tool) {
            var button = make(tools, "button", "", tool[0]);
            button.type = "button";
            button.title = tool[1];
            button.setAttribute("aria-label", tool[1]);
            button.onclick = tool[2];
          });
        }
        all(figure, ".plot, .lane").forEach(function (plot) {
          var start = null, selection = null;
          function share(event) {
            var box = plot.getBoundingClientRect();
            return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
          }
          plot.onpointerdown = function (event) {
            start = share(event);
            plot.setPointerCapture(event.pointerId);
          };
          plot.onpointermove = function (event) {
            var at = share(event);
            point(figure, at);
            if (start === null) return;
            if (!selection) selection = make(plot, "div", "selection");
            selection.style.left = 100 * Math.min(start, at) + "%";
            selection.style.width = 100 * Math.abs(at - start) + "%";
          };
          plot.onpointerup = plot.onpointercancel = function (event) {
            var at = share(event), width = Math.abs(at - start);
            if (start !== null) if (event.type === "pointerup") if (width > 0.02) {
              var low = Math.min(start, at), span = to - from, base = from;
              zoom(base + low * span, base + (low + width) * span);
            }
            start = null;
            if (selection) selection.remove();
            selection = null;
          };
          plot.onpointerleave = function () { point(figure, null); };
          plot.ondblclick = function () { zoom(0, 1); };
        });
      });
    }

    var groups = {};
    all(document, "figure.stream").forEach(function (figure) {
      var name = figure.dataset.group;
      (groups[name] = groups[name] || []).push(figure);
    });
    Object.keys(groups).forEach(function (name) { Group(groups[name]); });
    })();

    """#
}
