// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import java.net.http.HttpClient;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of every endpoint that speaks HTTP. A plain bean, as Camel wants it; not thread-safe. */
@UriParams
public abstract class HttpConfiguration implements Cloneable {

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "5000")
    @Metadata(description = "Longest wait for a connection.")
    private long connectTimeout = 5_000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000")
    @Metadata(description = "Longest wait for the whole answer, connecting included.")
    private long requestTimeout = 10_000;

    @UriParam(label = "advanced")
    @Metadata(description = "An HTTP client of your own, for proxies or mutual TLS. connectTimeout is then its own.")
    private @Nullable HttpClient httpClient;

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public @Nullable HttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(@Nullable HttpClient httpClient) {
        this.httpClient = httpClient;
    }

    @Override
    protected HttpConfiguration clone() {
        try {
            return (HttpConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
