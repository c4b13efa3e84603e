// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.server.http.Refusal;

/** What senders are told that could not prove who they are: the same words whatever exactly was wrong. */
final class Denials {
    static final Refusal SIGNATURE_MISSING = Refusal.of(
            401,
            "signature-missing",
            "the request lacks a header of its signature",
            "turn signing on at the sender, and have proxies pass its headers on");
    static final Refusal SIGNATURE_INVALID = Refusal.of(
            401,
            "signature-invalid",
            "the signature is not that of this body under a secret of this source",
            "compare the secret on both sides; nothing on the way may change the body");
    static final Refusal OUT_OF_WINDOW = Refusal.of(
            401,
            "timestamp-out-of-window",
            "the signed time is no time, or too far from now",
            "check both clocks; a delivery is signed anew when it is repeated");
    static final Refusal KEY_INVALID =
            Refusal.of(401, "key-invalid", "the key in the path is not valid", "copy the address anew");
    static final Refusal CREDENTIALS_MISSING = Refusal.of(
            401,
            "credentials-missing",
            "the request does not say who sends it",
            "see the source's auth in the settings");
    static final Refusal CREDENTIALS_INVALID = Refusal.of(
            401, "credentials-invalid", "the secret is not one of this source", "compare the secret on both sides");
    static final Refusal ID_INVALID = Refusal.of(
            400,
            "id-invalid",
            "the id of the delivery must have 1 to 255 printable characters, and no dot where it is signed",
            "");
    static final Refusal CERTIFICATE_AWAY = Refusal.of(
            503,
            "certificate-unavailable",
            "the certificate of the signature could not be fetched",
            "send the same again after Retry-After");

    static final Refusal NOT_CONFIRMED = Refusal.of(
            503,
            "confirmation-failed",
            "the subscription could not be confirmed",
            "send the same again after Retry-After");

    private Denials() {}
}
