// SPDX-License-Identifier: Apache-2.0
package io.tocsin.targets;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body that is not read: the answer is over with its headers, and the connection with it. Its value means nothing. */
final class Unread implements BodySubscriber<Boolean> {
    static final BodyHandler<Boolean> HANDLER = headers -> new Unread();

    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    @Override
    public CompletionStage<Boolean> getBody() {
        return over;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
        over.complete(true);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        // Nothing was asked for.
    }

    @Override
    public void onError(Throwable failure) {
        over.complete(true);
    }

    @Override
    public void onComplete() {
        over.complete(true);
    }
}
