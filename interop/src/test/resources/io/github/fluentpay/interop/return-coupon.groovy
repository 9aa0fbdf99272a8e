// Run by GroovyCallerTest with the client as "pay"; what it ends with are the four answers.
def code = 'sxxe34343434'

def body = [
    coupon_code      : "${code}",
    stock_id         : '1234567891',
    return_request_no: '1002600620019090123143254436',
]

def reply = pay['v3/marketing/busifavor/coupons/return'].post(body)

def byProperty = pay.'v3/marketing/busifavor/coupons/return'.post(
    coupon_code: code, stock_id: '1234567891', return_request_no: '1002600620019090123143254436')

def coupons = pay["v3/marketing/busifavor/users/{openid}/coupons"]
    .path('openid', 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o')
    .query('appid', 'wxd678efh567hg6787')
    .get()

def typed = pay.v3().marketing().busifavor().coupons().return_().post { b ->
    b.couponCode(code).stockId('1234567891').returnRequestNo('1002600620019090123143254436')
}

[reply.json().string('wechatpay_return_time'),
 byProperty.json().string('wechatpay_return_time'),
 coupons.json().integer('total_count') as int,
 typed.json().string('wechatpay_return_time')]
