// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * HTTP with one deadline for the whole answer: the JDK's own request timeout ends when the headers arrive. Never
 * follows redirects, which could carry a secret elsewhere. Thread-safe.
 */
public final class Transport {

    private final HttpClient http;
    private final Duration deadline;
    private final List<String> waitHeaders;

    /**
     * A transport with a connection pool of its own, unless the options bring a client.
     *
     * @param waitHeaders where this vendor also says how long to wait, after {@code Retry-After}
     * @throws IllegalArgumentException when a timeout is not positive; the message names it
     */
    public Transport(HttpConfiguration options, String... waitHeaders) {
        HttpClient own = options.getHttpClient();
        this.http = own != null ? own : client(options);
        this.deadline = positive("requestTimeout", options.getRequestTimeout());
        this.waitHeaders =
                Stream.concat(Stream.of("Retry-After"), Stream.of(waitHeaders)).toList();
    }

    private static HttpClient client(HttpConfiguration options) {
        return HttpClient.newBuilder()
                .connectTimeout(positive("connectTimeout", options.getConnectTimeout()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Completes with an answer of any status, or with a {@link RetryableException} when there was none. */
    public CompletableFuture<Answer> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> inFlight = http.sendAsync(request, BodyHandlers.ofString(UTF_8));
        return inFlight.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return answer(response);
                    }
                    inFlight.cancel(true);
                    throw unanswered(cause(failure));
                });
    }

    /**
     * The address without a slash at the end.
     *
     * @throws IllegalArgumentException when it is not the absolute address of an HTTP server
     */
    public static URI base(String address) {
        try {
            URI uri = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // the sentence below says it better
        }
        throw new IllegalArgumentException("baseUri must be an absolute http or https address, was " + address);
    }

    /** Seconds or an HTTP date; empty for anything else. Never negative. */
    static Optional<Duration> retryAfter(String value, Instant now) {
        try {
            String text = value.strip();
            Duration wait = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** What made a stage fail, without the wrapping of the stages after it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private Answer answer(HttpResponse<String> response) {
        Optional<Duration> retryAfter = waitHeaders.stream()
                .flatMap(name -> response.headers().firstValue(name).stream())
                .findFirst()
                .flatMap(value -> retryAfter(value, Instant.now()));
        return new Answer(response.statusCode(), response.body(), retryAfter);
    }

    private RetryableException unanswered(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof HttpTimeoutException) {
            return new RetryableException("no answer within " + deadline, failure);
        }
        String kind = failure instanceof IOException ? "no whole answer" : "request failed";
        return new RetryableException(kind + ": " + failure.getClass().getSimpleName(), failure);
    }

    private static Duration positive(String option, long millis) {
        Duration value = Duration.ofMillis(millis);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(option + " must be positive, was " + value);
        }
        return value;
    }
}
