// One call of minio-js: minio-verbs.js ENDPOINT BUCKET VERB ARGUMENTS... Credentials come from the environment.
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Client, CopyDestinationOptions, CopySourceOptions } from "minio";

const [endpoint, bucket, verb, ...given] = process.argv.slice(2);
const { hostname, port } = new URL(endpoint);
const s3 = new Client({
  endPoint: hostname,
  port: Number(port),
  useSSL: false,
  pathStyle: true,
  accessKey: process.env.AWS_ACCESS_KEY_ID,
  secretKey: process.env.AWS_SECRET_ACCESS_KEY,
});

async function upload(file, key, metadata = "{}") {
  await s3.fPutObject(bucket, key, file, JSON.parse(metadata));
}

async function download(key, file) {
  await s3.fGetObject(bucket, key, file);
}

async function many(verb, pairs) {
  for (const [first, second] of JSON.parse(pairs)) {
    await verb(first, second);
  }
}

async function bytes(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

const verbs = {
  upload,
  download,
  "upload-many": (pairs) => many(upload, pairs),
  "download-many": (pairs) => many(download, pairs),

  // A stream of unknown length, in parts of the least size.
  async "upload-parts"(file, key) {
    s3.partSize = 5 * 1024 * 1024;
    await s3.putObject(bucket, key, createReadStream(file));
  },

  async range(key, first, last, file) {
    const length = Number(last) - Number(first) + 1;
    await writeFile(file, await bytes(await s3.getPartialObject(bucket, key, Number(first), length)));
  },

  async list(prefix) {
    for await (const object of s3.listObjectsV2(bucket, prefix, true)) console.log(object.name);
    let first = 0;
    for await (const object of s3.listObjects(bucket, prefix, true)) first += object.name ? 1 : 0;
    if (first < 1100) throw new Error(`the first list API tells ${first} keys`);
  },

  async copy(source, key) {
    await s3.copyObject(
      new CopySourceOptions({ Bucket: bucket, Object: source }),
      new CopyDestinationOptions({ Bucket: bucket, Object: key }),
    );
  },

  async delete(key) {
    await s3.removeObject(bucket, key);
  },

  async "delete-all"(keys) {
    const errors = await s3.removeObjects(bucket, JSON.parse(keys));
    if (errors.some((error) => error)) throw new Error(JSON.stringify(errors));
  },

  async metadata(key) {
    const answer = await s3.statObject(bucket, key);
    Object.entries(answer.metaData).forEach(([name, value]) => console.log(`${name}=${value}`));
  },

  async "set-tags"(key, tags) {
    await (key
      ? s3.setObjectTagging(bucket, key, JSON.parse(tags))
      : s3.setBucketTagging(bucket, JSON.parse(tags)));
  },

  async tags(key) {
    const tags = await (key ? s3.getObjectTagging(bucket, key) : s3.getBucketTagging(bucket));
    tags.forEach((tag) => console.log(`${tag.Key}=${tag.Value}`));
  },

  async "delete-tags"(key) {
    await (key ? s3.removeObjectTagging(bucket, key) : s3.removeBucketTagging(bucket));
  },

  async "upload-if"(file, key, etag) {
    try {
      await s3.fPutObject(bucket, key, file, etag ? { "If-Match": etag } : { "If-None-Match": "*" });
      console.log("taken");
    } catch (e) {
      if (e.code !== "PreconditionFailed") throw e;
      console.log("refused");
    }
  },

  async presign(key) {
    console.log(await s3.presignedGetObject(bucket, key, 600));
  },
};

await verbs[verb](...given);
// Some of its calls leave an answer unread, whose connection would keep the process alive.
process.exit();
