// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

/**
 * Where a sender puts its HMAC-SHA256, and what it signs.
 *
 * @param signatureHeader header with the signature, or several with commas between
 * @param prefix what stands before it, such as {@code sha256=}; may be empty
 * @param encoding how it is written
 * @param timestampHeader header with the signed time in seconds since 1970; empty when none is signed
 * @param idHeader header with the signed id of the delivery; empty when none is signed
 * @param before what is signed before the body, with {@code {timestamp}} and {@code {id}} for what those headers say
 */
public record HmacForm(
        String signatureHeader,
        String prefix,
        Encoding encoding,
        String timestampHeader,
        String idHeader,
        String before) {

    /** Of a sender that signs the body alone. */
    public static HmacForm ofBody(String signatureHeader, String prefix, Encoding encoding) {
        return new HmacForm(signatureHeader, prefix, encoding, "", "", "");
    }
}
