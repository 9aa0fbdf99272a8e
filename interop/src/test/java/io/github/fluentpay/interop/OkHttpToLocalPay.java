package io.github.fluentpay.interop;

import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Takes to LocalPay what wechatpay-java sends to the platform: the SDK's URLs stay as they are, and its OkHttp client
 * gets an interceptor that changes scheme, host and port, none of which is signed. Every name is the loopback address,
 * so nothing can go anywhere else.
 */
final class OkHttpToLocalPay implements Interceptor, AutoCloseable {

    private final int port;
    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private final OkHttpClient client;

    OkHttpToLocalPay(LocalPay localPay) {
        this.port = localPay.port();
        this.client = new OkHttpClient.Builder()
                .addInterceptor(this)
                .dns(name -> List.of(InetAddress.getLoopbackAddress()))
                .build();
    }

    OkHttpClient client() {
        return client;
    }

    /** The URLs the SDK asked for. */
    List<String> askedFor() {
        return askedFor;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        askedFor.add(url.toString());
        HttpUrl here =
                url.newBuilder().scheme("http").host("127.0.0.1").port(port).build();
        return chain.proceed(chain.request().newBuilder().url(here).build());
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
