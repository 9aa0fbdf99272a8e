package io.github.fluentpay.interop;

import com.google.gson.Gson;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** What wechatpay-java sends; nothing leaves the process, and everything is refused with an error of the platform's form. */
final class OfficialRequests {

    private static final Gson GSON = new Gson();
    private static final MediaType JSON = MediaType.get("application/json");

    private final Config config;
    private final HttpClient http;
    private Request sent;

    OfficialRequests(KeyPair merchant, KeyPair platform) {
        this.config = new RSAPublicKeyConfig.Builder()
                .merchantId("1900000001")
                .merchantSerialNumber("5157F09EFDC096DE15EBE81A47057A7232F1B8E1")
                .privateKey(merchant.getPrivate())
                .publicKeyId("PUB_KEY_ID_0110000000000000000000000000000000")
                .publicKey(platform.getPublic())
                .apiV3Key("0123456789abcdef0123456789abcdef")
                .build();
        OkHttpClient refusing = new OkHttpClient.Builder()
                .addInterceptor(chain -> refuse(chain.request()))
                .build();
        this.http = new DefaultHttpClientBuilder()
                .config(config)
                .okHttpClient(refusing)
                .build();
    }

    private Response refuse(Request request) {
        sent = request;
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(400)
                .message("Bad Request")
                .body(ResponseBody.create("{\"code\":\"PARAM_ERROR\",\"message\":\"\"}", JSON))
                .build();
    }

    SentRequest of(ComparedCall call, JsonObject fields) {
        try {
            Class<?> service = Class.forName("com.wechat.pay.java.service." + call.service());
            Object builder = Class.forName(service.getName() + "$Builder")
                    .getDeclaredConstructor()
                    .newInstance();
            builder.getClass().getMethod("config", Config.class).invoke(builder, config);
            builder.getClass().getMethod("httpClient", HttpClient.class).invoke(builder, http);
            Object built = builder.getClass().getMethod("build").invoke(builder);
            Method method = Arrays.stream(service.getMethods())
                    .filter(candidate -> candidate.getName().equals(call.method()))
                    .findFirst()
                    .orElseThrow();
            sent = null;
            refused(built, method, GSON.fromJson(fields.toJson(), method.getParameterTypes()[0]));
            Request request = Objects.requireNonNull(sent, "nothing was sent");
            return SentRequest.of(request.method(), request.url().uri(), body(request));
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError(call.toString(), e);
        }
    }

    private static void refused(Object service, Method method, Object request) throws ReflectiveOperationException {
        try {
            method.invoke(service, request);
            throw new AssertionError("The SDK took a refusal for an answer");
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof ServiceException)) {
                throw e;
            }
        }
    }

    private static String body(Request request) throws IOException {
        if (request.body() == null) {
            return "";
        }
        Buffer buffer = new Buffer();
        request.body().writeTo(buffer);
        return buffer.readUtf8();
    }
}
