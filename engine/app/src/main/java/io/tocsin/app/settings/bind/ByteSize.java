// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

/**
 * An amount of data, written {@code 256KiB}, {@code 8MiB} or {@code 2GiB}.
 *
 * @param bytes at least 1
 */
public record ByteSize(long bytes) {}
