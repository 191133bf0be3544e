// A module of its own, so that it can be loaded when something fails: the dictionary of failures comes with it.
export { adviseOn } from "@nowtoken/core";
