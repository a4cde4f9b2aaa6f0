import { render } from "preact";
import { App } from "./app";
import { setLang } from "./i18n";
import { remembered } from "./prefs";
import { learn } from "./sentences";
import { open } from "./source";
import "./style.css";

const source = open();
learn(source.boot.sentences ?? []);
setLang(remembered("lang") === "ja" || remembered("lang") === "en" ? (remembered("lang") as "en" | "ja") : source.boot.lang);
const theme = remembered("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
render(<App source={source} />, document.getElementById("app")!);
