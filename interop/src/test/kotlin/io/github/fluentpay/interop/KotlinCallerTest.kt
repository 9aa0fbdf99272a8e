package io.github.fluentpay.interop

import io.github.fluentpay.FluentPay
import io.github.fluentpay.local.LocalPay
import io.github.fluentpay.protocol.ServiceException
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** The client as a caller in Kotlin sees it. */
class KotlinCallerTest {

    private val body = mapOf(
        "coupon_code" to "sxxe34343434",
        "stock_id" to "1234567891",
        "return_request_no" to "1002600620019090123143254436",
    )

    @Test
    fun `the pure chain takes a lambda`() = withLocalPay { pay ->
        val reply = pay.v3().marketing().busifavor().coupons().return_().post { b ->
            b.couponCode("sxxe34343434").stockId("1234567891").returnRequestNo("1002600620019090123143254436")
        }

        assertThat(reply.wechatpayReturnTime()?.offset?.totalSeconds).isEqualTo(8 * 3600)
    }

    @Test
    fun `the index operator is a chain`() = withLocalPay { pay ->
        val reply = pay["v3/marketing/busifavor/coupons/return"].post(body)

        val returned: String? = reply.json().string("wechatpay_return_time")
        assertThat(returned).endsWith("+08:00")
    }

    @Test
    fun `the index operator has asynchronous verbs`() = withLocalPay { pay ->
        val first = pay["v3/marketing/busifavor/coupons/return"].postAsync(body)
        val again = first.thenCompose { pay["v3/marketing/busifavor/coupons/return"].postAsync(body) }

        assertThat(again.join().text()).isEqualTo(first.join().text())
    }

    @Test
    fun `path values and queries go on from it`() = withLocalPay { pay ->
        val coupons = pay["v3/marketing/busifavor/users/{openid}/coupons"]
            .path("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
            .query("appid", "wxd678efh567hg6787")

        assertThat(coupons.get().json().integer("total_count")).isEqualTo(2)
    }

    @Test
    fun `a refusal is an exception`() = withLocalPay { pay ->
        val unused = body + ("coupon_code" to "sxxe34343435")

        val refusal = assertThrows<ServiceException> { pay["v3/marketing/busifavor/coupons/return"].post(unused) }

        assertThat(refusal.code()).isEqualTo("INVALID_REQUEST")
    }

    private fun withLocalPay(test: (FluentPay) -> Unit) {
        LocalPay.start().use { localPay ->
            FluentPay.builder().profile(localPay.profile()).build().use(test)
        }
    }
}
