// The list of keys.
import { useEffect, useRef } from "preact/hooks";
import { t } from "./i18n";

export function Help({ server, close }: { server: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const keys: [string, string][] = [
    ["j / ↓", t("key_next")], ["k / ↑", t("key_prev")], ["Enter", t("key_open")], ["/", t("key_search")],
    ["← ↑ → ↓", t("key_arrows")], ["Esc", t("key_back")], ["?", t("key_help")],
  ];
  if (server) keys.splice(4, 0, ["d", t("key_decide")]);
  return (
    <dialog ref={dialog} class="help" onClose={close} aria-labelledby="h-keys">
      <h2 id="h-keys">{t("keys")}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>
        ))}
      </dl>
      <button onClick={() => dialog.current?.close()}>{t("close")}</button>
    </dialog>
  );
}
