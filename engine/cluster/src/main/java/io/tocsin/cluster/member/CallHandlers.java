// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers of one member by kind of call, found through its user context. Thread-safe. */
final class CallHandlers {
    static final String KEY = "tocsin.handlers";
    private static final Logger LOG = LoggerFactory.getLogger(CallHandlers.class);

    private final String member;
    private final Map<Byte, CallHandler> handlers = new ConcurrentHashMap<>();

    CallHandlers(String member) {
        this.member = member;
    }

    static CallHandlers of(HazelcastInstance instance) {
        if (instance.getUserContext().get(KEY) instanceof CallHandlers handlers) {
            return handlers;
        }
        throw new IllegalStateException("this Hazelcast was not started as a member");
    }

    /** @throws IllegalStateException if the kind has a handler */
    void add(byte kind, CallHandler handler) {
        if (handlers.putIfAbsent(kind, handler) != null) {
            throw new IllegalStateException("calls of kind " + kind + " have a handler already");
        }
    }

    byte[] answer(Call call) {
        CallHandler handler = handlers.get(call.kind());
        if (handler == null) {
            return Answer.failure("member " + member + " has no handler for calls of kind " + call.kind());
        }
        try {
            return Answer.of(handler.handle(call.cell(), call.payload()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.failure("member " + member + " is stopping");
        } catch (Exception failure) {
            LOG.atDebug()
                    .setCause(failure)
                    .addKeyValue("kind", call.kind())
                    .addKeyValue("cell", call.cell())
                    .log("call failed");
            return Answer.failure(message(failure));
        } catch (Throwable bug) {
            // Left alone it would have to travel as serialised Java, be refused, and leave the caller waiting.
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("kind", call.kind())
                    .addKeyValue("cell", call.cell())
                    .log("call failed");
            return Answer.failure(message(bug));
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
