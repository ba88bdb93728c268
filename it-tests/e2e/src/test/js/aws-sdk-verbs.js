// One call of the AWS SDK for JavaScript: aws-sdk-verbs.js ENDPOINT BUCKET VERB ARGUMENTS...
// Credentials and region come from the environment.
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import {
  CopyObjectCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const [endpoint, Bucket, verb, ...given] = process.argv.slice(2);
const s3 = new S3Client({ endpoint, forcePathStyle: true });

async function upload(file, Key, metadata = "{}") {
  const Body = await readFile(file);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: JSON.parse(metadata) }));
}

async function download(Key, file) {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
  await pipeline(answer.Body, createWriteStream(file));
}

async function many(verb, pairs) {
  for (const [first, second] of JSON.parse(pairs)) {
    await verb(first, second);
  }
}

function named(Key) {
  return Key ? { Bucket, Key } : { Bucket };
}

const verbs = {
  upload,
  download,
  "upload-many": (pairs) => many(upload, pairs),
  "download-many": (pairs) => many(download, pairs),

  async "upload-parts"(file, Key) {
    await new Upload({ client: s3, params: { Bucket, Key, Body: createReadStream(file) } }).done();
  },

  async "upload-checked"(file, Key, ChecksumSHA256) {
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(file), ChecksumSHA256 }));
      console.log("taken");
    } catch (e) {
      if (e.name !== "BadDigest") throw e;
      console.log("refused");
    }
  },

  async range(Key, first, last, file) {
    const answer = await s3.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${first}-${last}` }));
    await writeFile(file, await answer.Body.transformToByteArray());
  },

  async list(Prefix) {
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
      page.Contents.forEach((object) => console.log(object.Key));
    }
  },

  async copy(source, Key) {
    const CopySource = `${Bucket}/${source.split("/").map(encodeURIComponent).join("/")}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
  },

  async delete(Key) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  },

  async "delete-all"(keys) {
    const Objects = JSON.parse(keys).map((Key) => ({ Key }));
    const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (answer.Errors?.length) throw new Error(JSON.stringify(answer.Errors));
  },

  async metadata(Key) {
    const answer = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    Object.entries(answer.Metadata).forEach(([name, value]) => console.log(`${name}=${value}`));
  },

  async "upload-tagged"(file, Key, tags) {
    const Tagging = new URLSearchParams(JSON.parse(tags)).toString();
    await new Upload({ client: s3, params: { Bucket, Key, Body: createReadStream(file), Tagging } }).done();
  },

  async "set-tags"(Key, tags) {
    const Tagging = { TagSet: Object.entries(JSON.parse(tags)).map(([Key, Value]) => ({ Key, Value })) };
    const Command = Key ? PutObjectTaggingCommand : PutBucketTaggingCommand;
    await s3.send(new Command({ ...named(Key), Tagging }));
  },

  async tags(Key) {
    const Command = Key ? GetObjectTaggingCommand : GetBucketTaggingCommand;
    const { TagSet } = await s3.send(new Command(named(Key)));
    TagSet.forEach((tag) => console.log(`${tag.Key}=${tag.Value}`));
  },

  async "delete-tags"(Key) {
    const Command = Key ? DeleteObjectTaggingCommand : DeleteBucketTaggingCommand;
    await s3.send(new Command(named(Key)));
  },

  async "read-if-changed"(Key, IfNoneMatch) {
    try {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch }));
      await answer.Body.transformToByteArray();
      console.log("changed");
    } catch (e) {
      if (e.$metadata?.httpStatusCode !== 304) throw e;
      console.log("unchanged");
    }
  },

  async "upload-if"(file, Key, etag) {
    const condition = etag ? { IfMatch: etag } : { IfNoneMatch: "*" };
    try {
      await new Upload({ client: s3, params: { Bucket, Key, Body: createReadStream(file), ...condition } }).done();
      console.log("taken");
    } catch (e) {
      if (e.name !== "PreconditionFailed") throw e;
      console.log("refused");
    }
  },

  async "presign-copy"(source, Key) {
    const copy = new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent(source)}` });
    console.log(await getSignedUrl(s3, copy, { expiresIn: 600 }));
  },

  async presign(Key) {
    console.log(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 600 }));
  },
};

await verbs[verb](...given);
s3.destroy();
