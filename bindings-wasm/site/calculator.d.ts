/**
 * Importing this module defines the element `<tipicidad-calculator lang="es">`, in a browser; on a server it does nothing. `lang` is
 * `es` (without it) or `en`, and may change at any time. A click of the reader on the other language changes it too, and sends the event
 * `tipicidad-language`, whose `detail` is the language.
 */
export declare class TipicidadCalculator extends HTMLElement {}
/** `tipicidad-language` */
export declare const LANGUAGE_EVENT: "tipicidad-language";

declare global {
  interface HTMLElementTagNameMap {
    "tipicidad-calculator": TipicidadCalculator;
  }
}
