#!/usr/bin/env node
// Written so that a Node.js of any age can read it, and say what it needs.
var words = process.argv.slice(2);

if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write("nowtoken needs Node.js 24 or later; this is " + process.version + ".\n");
  process.exitCode = 1;
} else if (words.length === 1 && words[0] === "--version") {
  var about = require("../package.json");
  var machine = process.platform + "-" + process.arch;
  // process.stdout loads streams, which takes longer than all of this.
  require("fs").writeSync(
    1,
    about.name + "/" + about.version + " " + machine + " node-" + process.version + "\n",
  );
} else {
  var modules = require("node:module");
  var root = require("path").dirname(__dirname);
  modules.enableCompileCache();
  require("../dist/load.cjs").load(root, words, modules.getCompileCacheDir()).main(words, root);
}
