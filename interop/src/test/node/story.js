// The way of a coupon through a shop, with wechatpay-axios-plugin: node story.js PROFILE
'use strict';

const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { EventEmitter, once } = require('node:events');
const { readFileSync } = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Aes, Formatter, Rsa, Wechatpay } = require('wechatpay-axios-plugin');

const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
const APPID = 'wxd678efh567hg6787';
const STOCK = '1234567891';
const COUPON = 'story/1 =|';

// What LocalPay writes for clients.
const file = path.resolve(process.argv[2]);
const profile = Object.fromEntries(readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('fluentpay.'))
  .map((line) => [line.slice('fluentpay.'.length, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const beside = (name) => path.join(path.dirname(file), name);
const platformKey = readFileSync(beside(profile['platform-key']));

const wxpay = new Wechatpay({
  baseURL: profile['base-url'],
  mchid: profile.mchid,
  serial: profile['merchant-serial'],
  privateKey: Rsa.from(`file://${beside(profile['merchant-key'])}`, Rsa.KEY_TYPE_PRIVATE),
  certs: { [profile['platform-serial']]: platformKey },
});
const { busifavor } = wxpay.v3.marketing;

// What the platform tells the shop.
const told = [];
const news = new EventEmitter();

function opened(headers, body) {
  const signed = Formatter.response(headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body);
  assert.equal(headers['wechatpay-serial'], profile['platform-serial']);
  assert.ok(Rsa.verify(signed, headers['wechatpay-signature'], Rsa.from(platformKey, Rsa.KEY_TYPE_PUBLIC)));
  const { event_type: type, resource } = JSON.parse(body);
  const { ciphertext, nonce, associated_data: data } = resource;
  const { out_trade_no: order } = JSON.parse(Aes.AesGcm.decrypt(ciphertext, profile['apiv3-key'], nonce, data));
  return `${type} ${order}`;
}

const shop = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  told.push(opened(request.headers, Buffer.concat(chunks).toString('utf8')));
  response.writeHead(204).end();
  news.emit('told');
});
const notifyUrl = () => `http://127.0.0.1:${shop.address().port}/wechatpay`;

async function awaitTold(...expected) {
  while (told.length < expected.length) await once(news, 'told');
  assert.deepEqual(told.splice(0).sort(), expected);
}

// What users and time do.
async function localPay(what, body) {
  const reply = await fetch(new URL(`/localpay/${what}`, profile['base-url']), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(reply.status, 200, await reply.text());
}

async function orderState(order) {
  const { data } = await wxpay.v3.pay.transactions.outTradeNo._out_trade_no_
    .get({ params: { mchid: profile.mchid }, out_trade_no: order });
  return data.trade_state;
}

async function refundStatus(refund) {
  const { data } = await wxpay.v3.refund.domestic.refunds._out_refund_no_.get({ out_refund_no: refund });
  return data.status;
}

async function coupon() {
  const { data } = await busifavor.users._openid_.coupons._coupon_code_.appids._appid_
    .get({ openid: OPENID, coupon_code: encodeURIComponent(COUPON), appid: APPID });
  return data;
}

async function payAndUse(order) {
  const { data: { prepay_id: prepayId } } = await wxpay.v3.pay.transactions.jsapi.post({
    appid: APPID,
    mchid: profile.mchid,
    description: 'Image形象店-深圳腾大-QQ公仔',
    out_trade_no: order,
    notify_url: notifyUrl(),
    amount: { total: 100, currency: 'CNY' },
    payer: { openid: OPENID },
  });
  assert.equal(await orderState(order), 'NOTPAY');

  await localPay('pay', { prepay_id: prepayId });
  await awaitTold(`TRANSACTION.SUCCESS ${order}`);
  assert.equal(await orderState(order), 'SUCCESS');

  await busifavor.coupons.associate.post({
    stock_id: STOCK, coupon_code: COUPON, out_trade_no: order, out_request_no: `associate-${order}`,
  });
  const { data: used } = await busifavor.coupons.use.post({
    stock_id: STOCK,
    coupon_code: COUPON,
    appid: APPID,
    use_time: '2026-11-23T12:00:00+08:00',
    use_request_no: `use-${order}`,
  });
  assert.equal(used.openid, OPENID);
  const { coupon_state: state, associate_out_trade_no: associated } = await coupon();
  assert.deepEqual([state, associated], ['USED', order]);
}

async function refund(order, number, fen) {
  const { data } = await wxpay.v3.refund.domestic.refunds.post({
    out_trade_no: order,
    out_refund_no: number,
    reason: '商品已售完',
    notify_url: notifyUrl(),
    amount: { refund: fen, total: 100, currency: 'CNY' },
  });
  assert.equal(data.status, 'PROCESSING');
}

async function refundAndReturn(order) {
  await refund(order, 'refund-a', 40);
  await refund(order, 'refund-b', 60);
  await awaitTold(`REFUND.SUCCESS ${order}`, `REFUND.SUCCESS ${order}`);
  assert.deepEqual(
    [await refundStatus('refund-a'), await refundStatus('refund-b'), await orderState(order)],
    ['SUCCESS', 'SUCCESS', 'REFUND'],
  );

  const giveBack = { stock_id: STOCK, coupon_code: COUPON, return_request_no: 'return-1' };
  const { data: { wechatpay_return_time: returned } } = await busifavor.coupons.return.post(giveBack);
  await busifavor.coupons.disassociate.post({
    stock_id: STOCK, coupon_code: COUPON, out_trade_no: order, out_request_no: `disassociate-${order}`,
  });
  const {
    coupon_state: state, return_request_no: number, return_time: time, associate_out_trade_no: associated,
  } = await coupon();
  assert.deepEqual([state, number, time, associated], ['SENDED', 'return-1', returned, undefined]);
  assert.equal((await busifavor.coupons.return.post(giveBack)).data.wechatpay_return_time, returned);
}

// Beijing has no summer time.
const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

async function readBill() {
  await localPay('bills', { at_once: true });
  const { data: { hash_value: hash, download_url: url } } = await wxpay.v3.bill.tradebill
    .get({ params: { bill_date: today() } });
  const { data: bytes } = await wxpay.v3.billdownload.file
    .get({ params: { token: new URL(url).searchParams.get('token') }, responseType: 'arraybuffer' });
  assert.equal(createHash('sha1').update(bytes).digest('hex'), hash);
  const { rows, summary } = Formatter.castCsvBill(bytes);
  assert.deepEqual(
    rows.map((row) => [row['商户订单号'], row['交易状态'], row['商户退款单号'], row['应结订单金额'], row['退款金额']]).sort(),
    [
      ['order-1', 'REFUND', 'refund-a', '0.00', '0.40'],
      ['order-1', 'REFUND', 'refund-b', '0.00', '0.60'],
      ['order-1', 'SUCCESS', '0', '1.00', '0.00'],
      ['order-2', 'SUCCESS', '0', '1.00', '0.00'],
    ],
  );
  assert.ok(rows.every((row) => row['交易时间'].startsWith(today())));
  assert.equal(summary['总交易单数'], '4');
  assert.equal(summary['退款总金额'], '1.00');
}

async function tell() {
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  await busifavor.coupons.send.post({
    stock_id: STOCK, coupon_code: COUPON, appid: APPID, openid: OPENID, out_request_no: 'send-1',
  });
  await payAndUse('order-1');
  await refundAndReturn('order-1');
  await payAndUse('order-2');
  await readBill();
  shop.close();
  console.log('The story is told.');
}

tell().catch((error) => {
  // Of a refusal only what the platform said: the request has a signature in its headers.
  console.error(error.response ? `${error.message} ${JSON.stringify(error.response.data)}` : error);
  process.exit(1);
});
