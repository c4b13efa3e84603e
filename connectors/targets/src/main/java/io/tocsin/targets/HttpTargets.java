// SPDX-License-Identifier: Apache-2.0
package io.tocsin.targets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Targets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Posts to the addresses of the settings and to no other: nothing in an address comes from data, redirects are not
 * followed, and nothing that a target writes is read beyond its status and {@code Retry-After}. Thread-safe.
 */
public final class HttpTargets implements Targets {
    /** Names the action; the same for every attempt. */
    public static final String KEY = "Idempotency-Key";

    /** Says who acts; grows when the load changes hands. */
    public static final String FENCE = "Tocsin-Fence";

    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int MAX_CAUSES = 8;

    private final Map<String, Line> lines;

    /** One target and the client that speaks to it: how long connecting may take belongs to the client. */
    private record Line(HttpTarget target, HttpClient client) {
        static Line of(HttpTarget target) {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(target.timeout().dividedBy(2))
                    .build();
            return new Line(target, client);
        }
    }

    /** Connects to nothing yet. @throws IllegalStateException if two targets have one name */
    public HttpTargets(Collection<HttpTarget> targets) {
        this.lines = targets.stream().collect(Collectors.toMap(HttpTarget::name, Line::of));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(lines.keySet());
    }

    @Override
    public boolean honoursKeys(String name) {
        return Optional.ofNullable(lines.get(name))
                .filter(line -> line.target().idempotent())
                .isPresent();
    }

    @Override
    public Reply send(Actuation.Call call, String key, long fence) {
        Line line = lines.get(call.target());
        if (line == null) {
            return new Reply.NotSent("no target is named " + call.target());
        }
        String who = "target " + call.target();
        try {
            HttpResponse<Boolean> answer = line.client().send(request(line.target(), call, key, fence), Unread.HANDLER);
            return reply(who + " answered " + answer.statusCode(), answer);
        } catch (HttpConnectTimeoutException e) {
            return new Reply.NotSent(who + " could not be connected to in time");
        } catch (HttpTimeoutException e) {
            return unknown(
                    who + " did not answer within " + line.target().timeout().toMillis() + " ms");
        } catch (ConnectException e) {
            return new Reply.NotSent(who + " could not be connected to");
        } catch (SSLException e) {
            return distrusted(e)
                    ? new Reply.NotSent(who + " is not who it should be")
                    : unknown(who + " broke off TLS");
        } catch (IOException e) {
            return unknown("the connection to " + who + " broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("this process was told to stop while it waited for " + who);
        }
    }

    private static HttpRequest request(HttpTarget target, Actuation.Call call, String key, long fence) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .timeout(target.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "tocsin")
                .header(KEY, key)
                .header(FENCE, Long.toString(fence))
                .POST(BodyPublishers.ofString(body(call)));
        target.secret().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static String body(Actuation.Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("action", call.action());
        new TreeMap<>(call.values()).forEach(body::put);
        return body.toString();
    }

    private static Reply reply(String said, HttpResponse<Boolean> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Reply.Taken();
        }
        boolean later = status == TIMED_OUT || status == TOO_MANY || status >= BROKEN;
        return later ? new Reply.Unknown(said, retryAfter(answer)) : new Reply.Refused(said);
    }

    private static Optional<Duration> retryAfter(HttpResponse<Boolean> answer) {
        Function<String, Optional<Duration>> seconds = text ->
                text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
        return answer.headers().firstValue("Retry-After").flatMap(seconds);
    }

    private static Reply unknown(String reason) {
        return new Reply.Unknown(reason, Optional.empty());
    }

    /** Whether this side turned the other down, which it does before anything is sent. */
    private static boolean distrusted(SSLException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof CertificateException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
